namespace EdgeQuake.FakeServer;

/// <summary><c>trickle: 1B/50ms</c>: so many bytes a send, so long between two sends.</summary>
internal static class TrickleStep
{
    public static Verb Verb { get; } = new(
        new("step", "trickle", "speed", "off", "So many bytes a send and so long between two sends, from here on; off ends it."),
        SpeedStep.Of("trickle", Speed.Trickle, "bytes and a gap: 1B/50ms, or off"));
}
