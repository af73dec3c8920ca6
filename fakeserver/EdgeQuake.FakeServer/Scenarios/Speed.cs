namespace EdgeQuake.FakeServer;

/// <summary>How fast a link takes bytes: slices of so many, each of them so long.</summary>
/// <param name="Bytes">Of one slice.</param>
/// <param name="Per">The time of a whole slice.</param>
/// <param name="Carried">True: a slice arrives when its time is over, and a shorter one sooner (a bandwidth). False: it is sent first, then its time passes (a trickle).</param>
public sealed record Speed(int Bytes, TimeSpan Per, bool Carried)
{
    /// <summary>A slow link is sliced this fine: short beside what people see, long beside the pacer's step.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    /// <summary><c>1B/50ms</c>; null when it is none.</summary>
    internal static Speed? Trickle(string text) =>
        text.Split('/') is [var size, var gap] && ByteSize.Parse(size.Trim()) is > 0 and var bytes && Duration.Parse(gap) is { } per && per > TimeSpan.Zero
            ? new Speed(bytes, per, false)
            : null;

    /// <summary><c>20KiB/s</c>; null when it is none.</summary>
    internal static Speed? Bandwidth(string text)
    {
        if (text.Split('/') is not [var size, "s"] || ByteSize.Parse(size.Trim()) is not (> 0 and var perSecond))
        {
            return null;
        }

        var bytes = Math.Max(1, (int)(perSecond * Slice.TotalSeconds));
        return new Speed(bytes, TimeSpan.FromSeconds((double)bytes / perSecond), true);
    }

    /// <summary>The time that so many bytes, at most a slice, take.</summary>
    internal TimeSpan Time(int bytes) => Carried ? Per * ((double)bytes / Bytes) : Per;
}
