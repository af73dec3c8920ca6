using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One thing that a proxy, or whatever stands between us and the application, did to streams.</summary>
/// <param name="What">What it was and which setting to look at: one sentence.</param>
/// <param name="Streams">How many streams show it.</param>
/// <param name="Example">The figures of the first of them.</param>
public sealed record WaySign(WaySignKind Kind, string What, int Streams, string Example);

/// <summary>What was done on the way.</summary>
[JsonConverter(typeof(WordConverter<WaySignKind>))]
public enum WaySignKind
{
    /// <summary>Tokens were held back and came at once.</summary>
    HeldBack,

    /// <summary>The body was compressed.</summary>
    Compressed,

    /// <summary>The answer is a proxy's own; the application was not asked, or did not answer in time.</summary>
    ProxyAnswered,

    /// <summary>Status 429 or 503, and the body is not the proxy's own: the application itself turns away.</summary>
    ApplicationAnswered,

    /// <summary>The stream was cut after a whole number of seconds without a byte, as a timeout does.</summary>
    CutInSilence,
}
