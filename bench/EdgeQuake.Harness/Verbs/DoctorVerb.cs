using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>doctor</c>: the five trivial cases alone, and the mistake named: the first thing to run with a new adapter.</summary>
internal static class DoctorVerb
{
    public static Verb Create(Session session)
    {
        var clients = new Attachments();
        var verb = clients.On(new Verb("doctor", "Asks five trivial things of an adapter and names the first mistake.") { TakesCommand = true });
        verb.SetAction(async (parsed, stop) =>
        {
            var codes = new List<ExitCode>();
            foreach (var attachment in clients.Of(parsed, session))
            {
                codes.Add(await CheckAsync(session, attachment, stop));
            }

            return (int)ExitCodes.Worst(codes);
        });
        return verb;
    }

    private static async Task<ExitCode> CheckAsync(Session session, Attachment attachment, CancellationToken stop)
    {
        var (client, problem) = await attachment.StartAsync(stop);
        if (client is null)
        {
            session.Error.WriteLine($"error: {attachment.Name}: {problem}");
            return ExitCode.Broken;
        }

        await using (client)
        {
            var report = await Doctor.CheckAsync(client, RunnerOptions.Default, stop);
            session.Out.WriteLine($"{client.Facts.Name} {client.Facts.Version} ({client.Facts.Language})");
            foreach (var check in report.Checks)
            {
                session.Out.WriteLine($"  {(check.Well ? "well " : "WRONG")} {check.Question}{(check.Mistake is { } mistake ? $": {mistake}" : "")}");
            }

            session.Out.WriteLine(report.Well ? "  all is well" : $"  {report.Mistake}");
            return report.Well ? ExitCode.Ok : ExitCode.Broken;
        }
    }
}
