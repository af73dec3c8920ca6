namespace EdgeQuake.Bench;

/// <summary>A timeline and the stamps of its connection → steps in order of time; pure.</summary>
internal static class Waterfall
{
    public const string Dns = "name looked up";
    public const string Tcp = "TCP connected";
    public const string Tls = "TLS agreed";
    public const string Sent = "request sent";
    public const string Head = "response headers";
    public const string FirstByte = "first byte";
    public const string FirstEvent = "first event";
    public const string FirstSource = "first source";
    public const string FirstToken = "first token";
    public const string FirstAnswer = "first answer token";
    public const string LastToken = "last token";
    public const string Done = "end mark";
    public const string End = "end of body";

    /// <param name="zero">Clock time that the timeline counts from.</param>
    public static IReadOnlyList<ProbeStep> Steps(StreamTimeline s, ProbeHandler connection, TimeSpan zero) => Steps(
        s, connection.Resolved - zero, connection.Connected - zero, connection.Secured - zero, connection.Sent - zero);

    public static IReadOnlyList<ProbeStep> Steps(StreamTimeline s, TimeSpan? resolved, TimeSpan? connected, TimeSpan? secured, TimeSpan? sent)
    {
        IEnumerable<(string Name, TimeSpan? At)> stamps =
        [
            (Dns, resolved), (Tcp, connected), (Tls, secured), (Sent, sent), (Head, s.Headers), (FirstByte, s.FirstByte), (FirstEvent, s.FirstEvent), (FirstSource, s.FirstSource),
            (FirstToken, s.FirstToken), (FirstAnswer, s.FirstAnswer == s.FirstToken ? null : s.FirstAnswer), (LastToken, s.LastToken), (Done, s.EndMark),
            (s.Class == StreamClass.Complete ? End : $"stopped: {FakeServer.Words.Of(s.Class)}", s.End),
        ];
        var before = s.Started;
        var steps = new List<ProbeStep>();
        foreach (var (name, at) in stamps.Where(x => x.At is not null).OrderBy(x => x.At))
        {
            steps.Add(new(name, at!.Value - s.Started, at.Value - before));
            before = at.Value;
        }

        return steps;
    }
}
