using System.CommandLine;
using System.Threading.Channels;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>conform</c>: judges clients by the corpus. Files first, then the console; partial results are written whatever happens.</summary>
internal static class ConformVerb
{
    public static Verb Create(Session session)
    {
        var clients = new Attachments();
        var others = new Bystanders();
        var choice = new CaseChoice();
        var known = new KnownFailures();
        var seed = Values.Seed();
        var strict = new Option<bool>("--strict") { Description = "A failed SHOULD fails the run too." };
        var folder = Values.Out("conform");
        var verb = clients.On(new Verb("conform", "Judges clients: does each read the stream as the rules say?") { TakesCommand = true });
        foreach (var option in others.Options.Concat(Place.Options).Concat(choice.Options).Append(known.Option).Append(seed).Append(strict).Append(folder))
        {
            verb.Add(option);
        }

        verb.SetAction(async (parsed, stop) =>
        {
            var cases = Catalogue.Cases();
            var place = Place.Of(parsed);
            var attachments = known.On(parsed, clients.Of(parsed, session, place, others.Of(parsed, session, place)));
            await using var origin = place.OneOrigin && !others.OneByOne(parsed) ? Servers.Share(place) : null;
            var options = new RunnerOptions
            {
                Selection = choice.Of(parsed, cases),
                Seed = parsed.GetValue(seed),
                Origin = origin,
                Listen = others.OneByOne(parsed) ? place.Listen : null,
            };
            var files = new OutFolder(parsed.GetRequiredValue(folder)).Ready();
            var (result, attached) = await Conforming.RunAsync(session, attachments, cases, options, stop, new NdjsonFile(files));
            var written = ConformFiles.Write(session, files, result);
            session.Out.WriteLine(ConsoleReport.Render(result).TrimEnd('\n'));
            return (int)ExitCodes.Worst(written, attached, Conforming.Judge(result, parsed.GetValue(strict)));
        });
        return verb;
    }
}
