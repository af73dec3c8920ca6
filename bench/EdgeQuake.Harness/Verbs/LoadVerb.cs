using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>load URL</c>: many streams, every one judged complete or not, and what that says about the server.</summary>
internal static class LoadVerb
{
    public static Verb Create(Session session)
    {
        var words = new LoadWords();
        var folder = Values.Out("load");
        var verb = words.On(new Verb("load", "Loads a server and measures its streams; a truncated stream is never a success."));
        var timelines = new Option<bool>("--timelines") { Description = "Writes tokens.csv.gz too: the stamp of every token of every stream." };
        verb.Add(folder);
        var dry = new Option<bool>("--dry-run") { Description = "Prints what would be done, with keys masked, and sends nothing." };
        verb.Add(timelines);
        verb.Add(dry);
        var otlp = new Option<string?>("--otlp") { Description = "Sends the streams as metrics to an OpenTelemetry collector while it runs (OTLP over HTTP, names of the conventions for generative AI).", HelpName = "http://host:4318" };
        verb.Add(otlp);
        var baseline = new LoadBaseline();
        baseline.On(verb);
        var views = new ViewWords();
        views.On(verb);
        verb.SetAction(async (parsed, stop) =>
        {
            var profile = words.Of(parsed);
            if (parsed.GetValue(dry))
            {
                session.Out.Write(DryRun.Text(profile, RunHeaders.Capture("load", RunJson.Schema, profile.Seed, [], default, default).DescriptorLimit));
                return (int)ExitCode.Ok;
            }

            var before = baseline.Read(parsed, profile);
            var tools = views.Of(parsed);
            using var export = OtlpExport.Of(session, parsed.GetValue(otlp), profile);
            new OutFolder(parsed.GetRequiredValue(folder)).Ready();
            if (profile.Protocol == Protocol.Edgequake && profile.Shape == Shape.Chat)
            {
                session.Error.WriteLine("warning: each stream of an EdgeQuake chat load creates a conversation on the server, and nothing here deletes it");
            }

            if (profile.Sweep is not null)
            {
                // Which level a baseline or a view is of is not said.
                return (before, tools.Count) switch
                {
                    (null, 0) => await Sweeping.RunAsync(session, profile, parsed.GetRequiredValue(folder), parsed.GetValue(timelines), export, stop),
                    (null, _) => throw CommandException.Usage("--view: a sweep is one run a level; look at a level's own run afterwards, by report FOLDER --view"),
                    _ => throw CommandException.Usage("--baseline: a sweep is one run a level; compare a level's own run.json afterwards"),
                };
            }

            var result = await LoadMeter.ShowAsync(session, show => LoadEngine.RunAsync(profile, LoadOptions.Default with { Progress = show, Arguments = session.Typed, Ended = export is null ? null : export.Hear }, stop));
            if (export is not null)
            {
                await export.FinishAsync();
            }

            var written = Renderings.Lost(session, RunFiles.Write(parsed.GetRequiredValue(folder), result, parsed.GetValue(timelines)));
            if (result.Refusal is { } refusal)
            {
                session.Error.WriteLine($"error: {refusal.Message}");
            }

            session.Out.WriteLine(LoadConsole.Table(result).TrimEnd('\n'));
            Renderings.Tell(session.Out, parsed.GetRequiredValue(folder));
            ViewWords.Show(session, tools, result);
            var compared = baseline.Judge(session, parsed, before, parsed.GetRequiredValue(folder), result);
            return (int)ExitCodes.Worst((ExitCode)result.ExitCode, written, compared);
        });
        return verb;
    }
}
