using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in reading one frame: what may be missing, null, empty or unknown, and is so somewhere.</summary>
internal static partial class FrameMutants
{
    private static readonly string[] s_known = ["token", "thinking", "source", "context", "done", "error", "usage"];

    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("comment-is-text", "A keep-alive comment is shown as text.", Answer, LineRules.CommentIsData),
        Mutant.Lines("unknown-type-is-text", "A typed frame that nobody knows is taken for a token.", Answer, UnknownIsToken),
        Mutant.Lines("empty-data-is-malformed", "An event with empty data is half an object.", Answer, l => l is "data:" or "data: " ? "data: {" : l),
        Mutant.Lines("null-is-text", "Content that is null is shown as the word null.", Answer, l => l.Replace("\"content\":null", "\"content\":\"null\"", StringComparison.Ordinal)),
        Mutant.Lines("nothing-is-undefined", "A delta without content is shown as undefined.", Answer, l => l.Replace("\"delta\":{}", "\"delta\":{\"content\":\"undefined\"}", StringComparison.Ordinal)),
        Mutant.Lines("wants-a-choice", "A chunk without choices is an error: its first one is taken without a look.", Answer, l => Broken(l, "\"choices\":[]")),
        Mutant.Lines("wants-usage-an-object", "Usage that is null is an error.", Answer, l => Broken(l, "\"usage\":null")),
        Mutant.Lines("wants-typed-fields", "An id that is a number is an error.", Answer, l => NumericId().IsMatch(l) ? "data: {" : l),
        Mutant.Lines("mixes-choices", "Which choice a piece belongs to is not looked at.", Answer, l => l.Replace("\"index\":1", "\"index\":0", StringComparison.Ordinal)),
        Mutant.Lines("bare-line-is-data", "A line that is no field is taken for data.", Answer, l => l.Length > 0 && !l.Contains(':', StringComparison.Ordinal) ? "data: " + l : l),
        Mutant.Lines("frame-a-line", "Each data line is a frame; the lines of a block are not joined.", Answer, LineRules.EventALine),
        Mutant.Lines("gives-up-on-depth", "Lists nested deeper than 64 are an error.", Answer, l => Broken(l, new string('[', 65))),
        Mutant.Reads("block-without-data-is-malformed", "A block without data is half an object.", Answer, LineChange.Of(LineRules.DatalessIsMalformed)),
        new("knows-four-reasons", "A finish reason that it does not know is an error.", Answer.Facts with { Name = "knows-four-reasons" }, FourReasonsAsync),
        new("hides-unreadable-frames", "A frame that it cannot read is left out without a word, whatever was declared.", Answer.Facts with { Name = "hides-unreadable-frames" }, HiddenAsync),
        new("bursts-overflow", "Shows at most 256 pieces of what comes at once.", Answer.Facts with { Name = "bursts-overflow" }, OverflowAsync),
    ];

    private static string UnknownIsToken(string line) =>
        FrameType().Match(line) is { Success: true } m && !s_known.Contains(m.Groups["t"].Value) ? line.Replace(m.Value, "\"type\":\"token\"", StringComparison.Ordinal) : line;

    private static string Broken(string line, string where) => line.Contains(where, StringComparison.Ordinal) ? "data: {" : line;

    private static async Task<TranscriptEnd> FourReasonsAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var unknown = false;
        var end = await Answer.Run(request, handler, i =>
        {
            unknown |= i is TranscriptItem.Finish { Reason: not ("stop" or "length" or "tool_calls" or "content_filter" or "function_call") };
            report(i);
        }, stop);
        return unknown ? end with { Outcome = Outcome.Failed, Kind = FailureKind.Protocol } : end;
    }

    private static readonly ReferenceClient s_skipping = ReferenceClients.AnswerWith(Answer.Facts.Policy with { Malformed = "skip" });

    private static Task<TranscriptEnd> HiddenAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop) =>
        s_skipping.Run(request, handler, i =>
        {
            if (i is not TranscriptItem.Malformed)
                report(i);
        }, stop);

    private static async Task<TranscriptEnd> OverflowAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var (shown, text) = (0, new System.Text.StringBuilder());
        var end = await Answer.Run(request, handler, i =>
        {
            if (i is TranscriptItem.Token && ++shown > 256)
                return;
            text.Append((i as TranscriptItem.Token)?.Text);
            report(i);
        }, stop);
        return shown > 256 ? end with { Text = text.ToString() } : end;
    }

    [GeneratedRegex("\"type\":\"(?<t>[a-z_]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FrameType();

    [GeneratedRegex("\"id\":[0-9]", RegexOptions.None, 1000)]
    private static partial Regex NumericId();
}
