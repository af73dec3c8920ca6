namespace EdgeQuake.FakeServer;

/// <summary><c>bandwidth: 20KiB/s</c>: a slow link; bytes arrive in slices of 20 ms, each when it would have been carried over.</summary>
internal static class BandwidthStep
{
    public static Verb Verb { get; } = new(
        new("step", "bandwidth", "speed", "off", "A slow link from here on: bytes arrive in slices of 20 ms at this rate; off ends it."),
        SpeedStep.Of("bandwidth", Speed.Bandwidth, "bytes a second: 20KiB/s, or off"));
}
