using System.Collections.Immutable;

namespace EdgeQuake.FakeServer;

/// <summary>What a stream has said so far: protocols open once, number their frames, count, close what they opened and repeat the whole at the end.</summary>
/// <remarks>A value: a frame that is only measured or cut into a part was not said.</remarks>
/// <param name="Frames">Frames but comments: the first is 0, where they are numbered.</param>
/// <param name="Tokens">Typed tokens.</param>
/// <param name="Sources">Sources retrieved, each as JSON text.</param>
/// <param name="Choices">Choices heard of, with their finish reason once it was said; most answers have choice 0 alone.</param>
/// <param name="Open">The block that further content of its kind goes on with.</param>
/// <param name="Closed">Blocks before it, in order.</param>
/// <param name="Usage">What <c>usage:</c> said, for protocols that send it with the end.</param>
/// <param name="Error">The error that was said, as the frame's JSON.</param>
/// <param name="Graph">What a graph stream has sent.</param>
internal sealed record Said(
    int Frames, int Tokens, ImmutableList<string> Sources, ImmutableSortedDictionary<int, string?> Choices, SaidBlock? Open, ImmutableList<SaidBlock> Closed,
    string? Usage, (string Text, string? Json)? Error, SaidGraph Graph)
{
    public static Said Nothing { get; } = new(0, 0, [], ImmutableSortedDictionary<int, string?>.Empty, null, [], null, null, new SaidGraph(null, 0, 0, 0, 0));

    /// <summary>The finish reason of the first choice, when it was said.</summary>
    public string? Finish => Choices.GetValueOrDefault(0);

    /// <summary>After one more verb, in so many frames.</summary>
    public Said After(ContentVerb verb, string text, string? json, int frames)
    {
        var next = verb == ContentVerb.Comment ? this : this with { Frames = Frames + frames };
        return verb switch
        {
            ContentVerb.Token when Choice(json) is > 0 and var other => next.Heard(other) with { Tokens = Tokens + 1 },
            ContentVerb.Token => next.Into(BlockKind.Text, text) with { Tokens = Tokens + 1 },
            ContentVerb.Thinking => next.Into(BlockKind.Thinking, text),
            ContentVerb.Refusal => next.Into(BlockKind.Refusal, text),
            ContentVerb.ToolCall => next.Into(ToolCall.Of(json ?? "{}")),
            ContentVerb.Source => next with { Sources = Sources.Add(Contexts.Source(text)) },
            ContentVerb.Context => next with { Sources = Sources.AddRange(Contexts.Sources(json)) },
            ContentVerb.Finish => next.Shut() with { Choices = Choices.SetItem(Choice(json), text) },
            ContentVerb.Usage => next with { Usage = json },
            ContentVerb.Done => next.Ended(json),
            ContentVerb.Error => next.Shut() with { Error = (text, json) },
            ContentVerb.Metadata or ContentVerb.Nodes or ContentVerb.Edges => next with { Graph = Graph.After(verb, json ?? "{}") },
            _ => next,
        };
    }

    /// <summary>The choice that a token or finish reason belongs to: <c>{"choice":1}</c>, else the first.</summary>
    public static int Choice(string? json) => json is not null && int.TryParse(JsonText.Member(json, "choice"), out var choice) ? choice : 0;

    /// <summary>All that is open is closed.</summary>
    public Said Shut() => Open is { } open ? this with { Open = null, Closed = Closed.Add(open) } : this;

    /// <summary>The joined text of all blocks of a kind.</summary>
    public string TextOf(BlockKind kind) => string.Concat(Shut().Closed.Where(b => b.Kind == kind).Select(b => b.Text));

    private Said Heard(int choice) => Choices.ContainsKey(choice) ? this : this with { Choices = Choices.Add(choice, null) };

    private Said Ended(string? json)
    {
        var shut = Shut();
        return json is null ? shut : shut with
        {
            Choices = JsonText.Member(json, "finish") is { } reason ? Choices.SetItem(0, reason) : Choices,
            Usage = JsonText.Raw(json, "usage") ?? Usage,
        };
    }

    private Said Into(BlockKind kind, string text) =>
        Open is { } open && open.Kind == kind
            ? this with { Open = open with { Pieces = new SaidPiece(open.Pieces, text) } }
            : Heard(0).Shut() is var shut ? shut with { Open = new SaidBlock(shut.Closed.Count, kind, null, new SaidPiece(null, text)) } : this;

    private Said Into(ToolCall call) =>
        Open is { Kind: BlockKind.Tool } open && call.Continues(open.Call!)
            ? this with { Open = open with { Pieces = new SaidPiece(open.Pieces, call.Arguments) } }
            : Heard(0).Shut() is var shut ? shut with { Open = new SaidBlock(shut.Closed.Count, BlockKind.Tool, call, new SaidPiece(null, call.Arguments)) } : this;
}
