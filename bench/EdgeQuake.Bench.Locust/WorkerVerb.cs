using System.CommandLine;
using System.CommandLine.Help;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>The command: our load as a worker of a Locust master. What it asks, judges and limits is told as to <c>load</c>; how many users, and how long, is the master's to say.</summary>
internal static class WorkerVerb
{
    private const string DefaultMaster = "127.0.0.1:5557";

    /// <summary>Settings of <c>load</c> that say how much or how long.</summary>
    private static readonly string[] Masters = ["concurrency", "rate", "stages", "sweep", "arrivals", "smoothness", "max-streams", "for", "count", "warm-up", "drain"];

    public static Command Create(Session session)
    {
        var words = new LoadWords(setting => !Masters.Contains(setting.Name));
        var folder = Values.Out("locust");
        var master = new Option<string>("--master") { Description = "Where the Locust master listens.", HelpName = "host:port", DefaultValueFactory = _ => DefaultMaster };
        var id = new Option<string?>("--id") { Description = "Name of this worker at the master; each needs its own. Default: drawn.", HelpName = "name" };
        var verb = words.On(new Verb("edgequake-locust-worker", "Joins a Locust master as a worker: streams, judges, and reports TTFT, ITL, end to end, tokens and failures."));
        foreach (var option in new Option[] { master, id, folder, new HelpOption(), new VersionOption() })
        {
            verb.Add(option);
        }

        verb.SetAction((parsed, stop) =>
        {
            var at = MasterAddress.Parse(parsed.GetRequiredValue(master)) ?? throw CommandException.Usage($"--master: '{parsed.GetRequiredValue(master)}' is not host:port; expected {DefaultMaster}");
            var profile = words.Of(parsed, SettingTable.Told);
            if (profile is { Protocol: Protocol.Edgequake, Shape: Shape.Chat })
            {
                session.Error.WriteLine("warning: each stream of an EdgeQuake chat load creates a conversation on the server, and nothing here deletes it");
            }

            var name = parsed.GetValue(id) ?? $"edgequake_{Guid.NewGuid():N}";
            var place = new WorkerPlace(at, name, profile, parsed.GetRequiredValue(folder), session.Typed, Clock.Real);
            return Task.Factory.StartNew(() => (int)Worker.Run(place, session.Error.WriteLine, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        });
        return verb;
    }
}
