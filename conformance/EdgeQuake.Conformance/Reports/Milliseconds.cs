using System.Globalization;

namespace EdgeQuake.Conformance;

/// <summary>A stamp as a reader wants it: milliseconds since the first request line of the run.</summary>
internal static class Milliseconds
{
    internal static string Since(TimeSpan? at, TimeSpan start) =>
        at is { } time ? (time - start).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms" : "";

    /// <summary>When the server first heard of the run; else the client's first word.</summary>
    internal static TimeSpan Start(Run run) =>
        run.Journal.Count > 0 ? run.Journal[0].At
        : run.Transcript.Items.Count > 0 ? run.Transcript.Items[0].At
        : run.Transcript.End?.At ?? TimeSpan.Zero;
}
