using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What two runs say about one statistic, or about all of them.</summary>
[JsonConverter(typeof(WordConverter<ComparedVerdict>))]
public enum ComparedVerdict
{
    /// <summary>The whole interval is better than the margin.</summary>
    Pass,

    /// <summary>The interval reaches over the margin, or there are too few samples to have one.</summary>
    Inconclusive,

    /// <summary>The whole interval is worse than the margin.</summary>
    Regression,
}
