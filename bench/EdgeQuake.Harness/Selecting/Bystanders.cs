using System.CommandLine;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The ways in that start no client: <c>--observe</c> (a person points one at an address) and <c>--relay URL</c> (a proxy between our client and our server).</summary>
internal sealed class Bystanders
{
    private readonly Option<bool> observe = new("--observe") { Description = "Prints one address a case and judges by what the server sees alone; the rest is n/a and counted." };
    private readonly Option<string> api = new("--api") { Description = "With --observe: the api that the client speaks.", HelpName = "api", DefaultValueFactory = _ => "edgequake.query.documented" };
    private readonly Option<TimeSpan?> quiet = Values.Duration("--quiet", "With --observe: a case is over when nothing came for so long. Default: 3s.");
    private readonly Option<string?> relay = new("--relay") { Description = "A proxy under test: our client asks at this address, and its upstream is the address of --listen.", HelpName = "url" };

    public IEnumerable<Option> Options => [observe, api, quiet, relay];

    /// <summary>Those that were asked for; the listener of a relay's upstream must be named, for the relay is configured with it.</summary>
    public IEnumerable<Attachment> Of(ParseResult parsed, Session session, Place place)
    {
        if (parsed.GetValue(observe))
        {
            var created = ObservedClient.Create(parsed.GetRequiredValue(api), parsed.GetValue(quiet) ?? TimeSpan.FromSeconds(3), request => session.Out.WriteLine(Asked(request)));
            yield return created.Problem is { } wrong ? throw CommandException.Usage($"--api: {wrong}") : new Attachment(observe.Name, null, _ => Task.FromResult(created));
        }

        if (parsed.GetValue(relay) is { } text)
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                throw CommandException.Usage($"{relay.Name}: '{text}' is no http address; expected the address where the relay is asked, such as http://localhost:5000/stream");
            }

            yield return place.Listen is { Port: > 0 }
                ? new Attachment(relay.Name, null, _ => Task.FromResult(new AttachResult(new RelayClient(url), null)))
                : throw CommandException.Usage($"{relay.Name} needs --listen ADDRESS:PORT, the upstream that the relay is configured with");
        }
    }

    // What nobody is told nobody can add, and would be judged for.
    private static string Asked(RunRequest request) =>
        $"{request.Case}: {request.Url}{(request.Options.Headers.Count == 0 ? "" : $" with {string.Join(", ", request.Options.Headers.Select(h => $"{h.Name}: {h.Value}"))}")}";

    /// <summary>A relay's upstream is one address for all, with no path of ours in it: runs follow each other there.</summary>
    public bool OneByOne(ParseResult parsed) => parsed.GetValue(relay) is not null;
}
