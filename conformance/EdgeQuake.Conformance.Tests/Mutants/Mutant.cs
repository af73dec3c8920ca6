using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A reference client with one changed behaviour: in what it reads, in what it sends, or in what it says.</summary>
/// <param name="Name">As the list of kills names it.</param>
/// <param name="Change">What it does wrong, in one sentence.</param>
internal sealed record Mutant(string Name, string Change, ClientFacts Facts, RunInProcess Run)
{
    /// <summary>Changes the bytes of every body, its content coding undone, before the client reads them.</summary>
    internal static Mutant Reads(string name, string change, ReferenceClient of, Func<BodyChange> body) =>
        new(name, change, of.Facts with { Name = name }, (request, handler, report, cancellation) =>
            of.Run(request, new ChangedHandler(new Decoding(handler)) { Body = body }, report, cancellation));

    /// <summary>Changes how requests are sent and bodies are received.</summary>
    internal static Mutant Sends(string name, string change, ReferenceClient of, Func<HttpMessageHandler, HttpMessageHandler> wrap) =>
        new(name, change, of.Facts with { Name = name }, (request, handler, report, cancellation) => of.Run(request, wrap(new Decoding(handler)), report, cancellation));

    /// <summary>Changes what comes off the wire, content coding and all.</summary>
    internal static Mutant Receives(string name, string change, ReferenceClient of, Func<HttpMessageHandler, HttpMessageHandler> wrap) =>
        new(name, change, of.Facts with { Name = name }, (request, handler, report, cancellation) => of.Run(request, wrap(handler), report, cancellation));

    /// <summary>Changes what the client says at the end.</summary>
    internal static Mutant Says(string name, string change, ReferenceClient of, Func<RunRequest, TranscriptEnd, TranscriptEnd> end) =>
        new(name, change, of.Facts with { Name = name }, async (request, handler, report, cancellation) =>
            end(request, await of.Run(request, handler, report, cancellation)));

    /// <summary>Changes what the client reports on its way; null = says nothing of it.</summary>
    internal static Mutant Reports(string name, string change, ReferenceClient of, Func<TranscriptItem, TranscriptItem?> item) =>
        new(name, change, of.Facts with { Name = name }, (request, handler, report, cancellation) => of.Run(request, handler, i =>
        {
            if (item(i) is { } changed)
                report(changed);
        }, cancellation));

    /// <summary>Rewrites every body line by line.</summary>
    internal static Mutant Lines(string name, string change, ReferenceClient of, Func<string, string?> line) => Reads(name, change, of, LineChange.Of(() => line));

    /// <summary>Changes what the client was asked to do before it does it.</summary>
    internal static Mutant Asks(string name, string change, ReferenceClient of, Func<RunRequest, RunRequest> asked) =>
        new(name, change, of.Facts with { Name = name }, (request, handler, report, cancellation) => of.Run(asked(request), handler, report, cancellation));
}
