using System.Text.Json.Serialization;

namespace EdgeQuake.Bench;

/// <summary>A run that one of its guard rails ended before its time. What still ran then is interrupted, and in no figure.</summary>
/// <param name="Kind">max-failed, max-tokens-total, max-cost.</param>
/// <param name="Message">One line, with its number.</param>
/// <param name="At">Since the start of the run.</param>
public sealed record RunStop(string Kind, string Message, [property: JsonPropertyName("atMs")] TimeSpan At);
