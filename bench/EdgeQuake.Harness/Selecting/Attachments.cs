using System.CommandLine;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The clients that a call names: adapter folders, <c>--exec 'COMMAND'</c>, <c>-- COMMAND</c>, or the built-in references.</summary>
internal sealed class Attachments
{
    private readonly Argument<string[]> folders = new("adapter") { Description = "Adapter folders: each holds an adapter.yaml.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> exec = new("--exec") { Description = "A plain command with {url} and {query}; its stdout is the answer, exit 0 means complete.", HelpName = "command" };
    private readonly Option<bool> http = new("--http") { Description = "A page, phone or container asks for its runs over HTTP; its addresses are printed." };
    private readonly Option<string?> page = new("--page") { Description = "With --http: a page to serve, with the files beside it.", HelpName = "file" };
    private readonly Option<bool> reference = new("--reference") { Description = "The built-in .NET clients." };

    /// <summary>Adds the ways in to a verb.</summary>
    public Verb On(Verb verb)
    {
        verb.Add(folders);
        verb.Add(exec);
        verb.Add(http);
        verb.Add(page);
        verb.Add(reference);
        return verb;
    }

    /// <summary>The clients, not yet started; bad folders are named before anything runs.</summary>
    public IReadOnlyList<Attachment> Of(ParseResult parsed, Session session, Place? place = null, params IEnumerable<Attachment> others)
    {
        List<Attachment> all = [.. (parsed.GetValue(folders) ?? []).Select(Folder)];
        if (parsed.GetValue(exec) is { } line)
        {
            var created = ExecClient.Create(line);
            all.Add(created.Problem is { } wrong
                ? throw CommandException.Usage($"{exec.Name}: {wrong}")
                : new Attachment(exec.Name, null, _ => Task.FromResult(created)));
        }

        if (session.Trailing is { } words)
        {
            all.Add(words.Count > 0
                ? new Attachment("--", null, stop => StdioClient.StartAsync(new AdapterCommand(words[0], [.. words.Skip(1)]), cancellation: stop))
                : throw CommandException.Usage("after '--' comes the command of a stdio adapter"));
        }

        if (parsed.GetValue(page) is { } file && (!parsed.GetValue(http) || !File.Exists(file)))
        {
            throw CommandException.Usage(File.Exists(file) ? "--page goes with --http" : $"--page: there is no file '{file}'");
        }

        if (parsed.GetValue(http))
        {
            all.Add(new Attachment(http.Name, null, stop => PageAsync(parsed.GetValue(page), place, session, stop)));
        }

        if (parsed.GetValue(reference))
        {
            all.AddRange(Reference());
        }

        all.AddRange(others);
        return all.Count > 0 ? all : throw CommandException.Usage("no client is named: give an adapter folder, --exec 'COMMAND {url} {query}', -- COMMAND, --http, or --reference");
    }

    /// <summary>The built-in .NET clients.</summary>
    public static IEnumerable<Attachment> Reference() =>
        Listed().Select(c => new Attachment(c.Facts.Name, null, _ => Task.FromResult(new AttachResult(new InProcessClient(c.Facts, c.Run), null))));

    private static IEnumerable<ReferenceClient> Listed() => [ReferenceClients.Answer, ReferenceClients.FallBack, ReferenceClients.Chat, ReferenceClients.Events];

    private static async Task<AttachResult> PageAsync(string? file, Place? place, Session session, CancellationToken stop)
    {
        try
        {
            var served = await AdapterPage.StartAsync(file, place?.Page, place?.PageUrl);
            foreach (var line in ReadyLines.Page(served.Address, file is not null))
            {
                session.Error.WriteLine(line);
            }

            return await HttpAdapterClient.StartAsync(served, cancellation: stop);
        }
        catch (FakeServerException taken)
        {
            throw CommandException.Broken(taken.Message, taken);
        }
    }

    private static Attachment Folder(string path)
    {
        var load = AdapterFolder.Load(path);
        if (load.Folder is not { } folder)
        {
            throw CommandException.Usage(string.Join("\nerror: ", load.Problems));
        }

        return new Attachment(folder.Name, folder.Baseline is { } file ? KnownFailures.Read(file) : null, folder.AttachAsync);
    }
}
