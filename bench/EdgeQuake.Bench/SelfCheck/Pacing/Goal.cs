using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A figure that this project has promised, and whether this run kept it.</summary>
public sealed record Goal(string What, string Target, string Seen, GoalResult Result);

/// <summary>A goal that was not measured is neither.</summary>
[JsonConverter(typeof(WordConverter<GoalResult>))]
public enum GoalResult { Met, Missed, NotMeasured }
