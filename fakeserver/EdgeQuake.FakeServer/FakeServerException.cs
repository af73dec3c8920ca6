namespace EdgeQuake.FakeServer;

/// <summary>The server could not start as asked: a lane that cannot play the scenario honestly, a port that is taken. One clear line.</summary>
/// <param name="usage">True when the input is wrong (exit 2); false when the machine said no (exit 3).</param>
public sealed class FakeServerException(string message, bool usage, Exception? inner = null) : Exception(message, inner)
{
    public bool Usage { get; } = usage;
}
