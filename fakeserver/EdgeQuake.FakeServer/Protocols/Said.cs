using System.Collections.Immutable;

namespace EdgeQuake.FakeServer;

/// <summary>What a stream has said so far: protocols open once, number their frames, count, close what they opened and repeat the whole at the end.</summary>
/// <remarks>A value: a frame that is only measured or cut into a part was not said.</remarks>
/// <param name="Frames">Frames but comments: the first is 0, where they are numbered.</param>
/// <param name="Tokens">Typed tokens.</param>
/// <param name="Sources">Sources retrieved.</param>
/// <param name="Finish">The finish reason that <c>finish:</c> named.</param>
/// <param name="Open">The block that further content of its kind goes on with.</param>
/// <param name="Closed">Blocks before it, in order.</param>
/// <param name="Graph">What a graph stream has sent.</param>
internal sealed record Said(int Frames, int Tokens, int Sources, string? Finish, SaidBlock? Open, ImmutableList<SaidBlock> Closed, SaidGraph Graph)
{
    public static Said Nothing { get; } = new(0, 0, 0, null, null, [], new SaidGraph(null, 0, 0, 0, 0));

    /// <summary>A token, thinking, a refusal or a tool call.</summary>
    public bool Content => Open is not null || Closed.Count > 0;

    /// <summary>After one more verb, in so many frames.</summary>
    public Said After(ContentVerb verb, string text, string? json, int frames)
    {
        var next = verb == ContentVerb.Comment ? this : this with { Frames = Frames + frames };
        return verb switch
        {
            ContentVerb.Token => next.Into(BlockKind.Text, text) with { Tokens = Tokens + 1 },
            ContentVerb.Thinking => next.Into(BlockKind.Thinking, text),
            ContentVerb.Refusal => next.Into(BlockKind.Refusal, text),
            ContentVerb.ToolCall => next.Into(ToolCall.Of(json ?? "{}")),
            ContentVerb.Source => next with { Sources = Sources + 1 },
            ContentVerb.Context => next with { Sources = Sources + Contexts.Count(json) },
            ContentVerb.Finish => next.Shut() with { Finish = text },
            ContentVerb.Done or ContentVerb.Error => next.Shut(),
            ContentVerb.Metadata or ContentVerb.Nodes or ContentVerb.Edges => next with { Graph = Graph.After(verb, json ?? "{}") },
            _ => next,
        };
    }

    /// <summary>All that is open is closed.</summary>
    public Said Shut() => Open is { } open ? this with { Open = null, Closed = Closed.Add(open) } : this;

    private Said Into(BlockKind kind, string text) =>
        Open is { } open && open.Kind == kind
            ? this with { Open = open with { Pieces = new SaidPiece(open.Pieces, text) } }
            : Shut() is var shut ? shut with { Open = new SaidBlock(shut.Closed.Count, kind, null, new SaidPiece(null, text)) } : this;

    private Said Into(ToolCall call) =>
        Open is { Kind: BlockKind.Tool } open && call.Continues(open.Call!)
            ? this with { Open = open with { Pieces = new SaidPiece(open.Pieces, call.Arguments) } }
            : Shut() is var shut ? shut with { Open = new SaidBlock(shut.Closed.Count, BlockKind.Tool, call, new SaidPiece(null, call.Arguments)) } : this;
}

/// <summary>The kinds of content that a protocol may put in blocks or items of their own.</summary>
internal enum BlockKind { Text, Thinking, Refusal, Tool }

/// <summary>A run of content of one kind.</summary>
/// <param name="Index">0-based, among the blocks of the stream.</param>
/// <param name="Call">Of a tool call: who is called.</param>
internal sealed record SaidBlock(int Index, BlockKind Kind, ToolCall? Call, SaidPiece Pieces)
{
    public string Text => Pieces.Whole();
}

/// <summary>Text as it came, last piece first: to add one costs the same however long it is.</summary>
internal sealed record SaidPiece(SaidPiece? Before, string Text)
{
    public string Whole()
    {
        var pieces = new List<string>();
        for (var piece = this; piece is not null; piece = piece.Before)
        {
            pieces.Add(piece.Text);
        }

        pieces.Reverse();
        return string.Concat(pieces);
    }
}
