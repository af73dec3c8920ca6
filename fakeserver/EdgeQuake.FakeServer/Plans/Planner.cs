using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Renders one answer of a scenario to a <see cref="Plan"/>: pure, so golden tests need no socket and a failing case can be printed.</summary>
/// <remarks><c>steps ─encode→ frames ─Rendering: pace, gather, cut→ writes and waits ─head, end→ Plan</c></remarks>
public static class Planner
{
    private static readonly ConditionalWeakTable<Scenario, Shared> Constant = new();

    /// <summary>The plan of one attempt. Plans that depend on no draw and no request are rendered once and shared between streams.</summary>
    /// <exception cref="FakeServerException">The protocol and shape cannot say a verb: ask <see cref="CanRender"/> first.</exception>
    public static Plan Render(Scenario scenario, PlanInput input)
    {
        var shared = Constant.GetValue(scenario, static s => new Shared(s));
        var entry = Entry(scenario.Exchanges[input.Exchange], input.Attempt);
        var key = (input.Cell, input.Exchange, entry, input.Asked);
        if (shared.Plans.TryGetValue(key, out var known))
        {
            return known;
        }

        var (plan, varies) = RenderNew(scenario, input, entry, shared.Shape);
        if (!varies)
        {
            shared.Plans.TryAdd(key, plan);
        }

        return plan;
    }

    /// <summary>Why a protocol and shape cannot say this scenario, at the first step that it has no frame for; null = it can.</summary>
    public static Problem? CanRender(Scenario scenario, Protocol protocol, Shape? shape)
    {
        var target = scenario with { Protocol = protocol };
        foreach (var attempt in scenario.Exchanges.SelectMany(e => e.Attempts))
        {
            var r = new Rendering(target, new PlanInput(Cell.Default, 0, 1, 0, 0, null), attempt, shape);
            // Bytes of an event stream are no lines of JSON.
            var foreign = r.Encoder.Lines && scenario.Protocol != protocol;
            if (Steps.Flat(attempt.Steps).FirstOrDefault(s => Small(s).Frames(r) is null || (foreign && s is BytesStep)) is { } step)
            {
                return NoFrame(step, protocol, shape);
            }

            if (attempt.KeepAlive is not null && r.Encoder.Lines)
            {
                return new Problem(attempt.Where.File, attempt.Where.Line, attempt.Where.Column, $"{Words.Of(protocol)} has no comments for keep-alive", "a protocol over Server-Sent Events");
            }
        }

        return null;
    }

    // Whether there is a frame does not hang on how long its line is, and a megabyte is soon made for every file that is read.
    private static Step Small(Step step) => step is MalformedStep malformed ? malformed with { Size = 1 } : step;

    /// <summary>The same, asked once for each scenario and shape.</summary>
    internal static Problem? CanSay(Scenario scenario, Shape shape) =>
        Constant.GetValue(scenario, static s => new Shared(s)).Shapes.GetOrAdd(shape, s => new Lazy<Problem?>(() => CanRender(scenario, scenario.Protocol, s))).Value;

    /// <summary>The shape that is played where none is named: documented or, where that cannot say a verb, the first of v2, v1, chat and graph that can.</summary>
    public static Shape? ShapeOf(Scenario scenario) =>
        scenario.Shape is not null || scenario.Protocol != Protocol.Edgequake
            ? scenario.Shape
            : new[] { Shape.Documented, Shape.V2, Shape.V1, Shape.Chat, Shape.Graph }.Cast<Shape?>().FirstOrDefault(s => CanRender(scenario, Protocol.Edgequake, s) is null) ?? Shape.Documented;

    internal static Problem NoFrame(Step step, Protocol protocol, Shape? shape) =>
        new(step.Where.File, step.Where.Line, step.Where.Column,
            $"{Words.Of(protocol)}{(shape is { } s ? " " + Words.Of(s) : "")} has no frame for '{step.Name}'", "a verb of that protocol and shape");

    /// <summary>How a body is delimited: a whole answer and a lying length by Content-Length, a stream in chunks (HTTP/1.0: by the end of the connection), unless cell or attempt say otherwise.</summary>
    internal static BodyFraming FramingOf(Attempt attempt, Cell cell) =>
        cell.Framing ?? attempt.Framing ?? (attempt.Length is null && attempt.Body is null ? (attempt.Http10 ? BodyFraming.Close : BodyFraming.Chunked) : BodyFraming.Length);

    /// <summary>The 1-based entry of the list that answers an attempt.</summary>
    private static int Entry(Exchange exchange, int attempt) =>
        attempt <= exchange.Attempts.Count ? attempt
        : exchange.Then == Then.Loop ? ((attempt - 1) % exchange.Attempts.Count) + 1
        : exchange.Attempts.Count;

    private static (Plan Plan, bool Varies) RenderNew(Scenario scenario, PlanInput input, int entry, Shape? shape)
    {
        var attempt = scenario.Exchanges[input.Exchange].Attempts[entry - 1];
        if (attempt.Fault is { } fault)
        {
            return (new Plan([new PlanOp.Open(fault, attempt.Code)], []), false);
        }

        var r = new Rendering(scenario, input, attempt, input.Cell.Shape ?? input.Asked.Shape ?? shape);
        r.Pause(attempt.HeadAfter, "head-after", 0);
        var head = r.Ops.Count;
        r.KeepAlive = attempt.KeepAlive;
        var end = Body(attempt, r);
        if (end == EndKind.Close)
        {
            r.EndCoding();
        }

        r.Flush();
        if (input.Asked.Whole && attempt.Body is null && r.Encoder.Whole(r.Said) is { } whole)
        {
            return (WholePlan.Of(attempt, r, end, whole.Status, whole.Json), r.Varies || r.Chance.Used);
        }

        r.Ops.Insert(head, Respond(attempt, r, end));
        r.Ops.Add(new PlanOp.End(end, r.EndCode, scenario.Tls != TlsKind.NoCloseNotify));
        return (new Plan(r.Ops, r.Draws), r.Varies || r.Chance.Used);
    }

    private static EndKind Body(Attempt attempt, Rendering r)
    {
        if (attempt.Body is not { } body)
        {
            return StepPlayer.Play(attempt.Steps, r) ?? EndKind.Close;
        }

        r.Add(Encoding.UTF8.GetBytes(Template.Expand(body, r)), token: false);
        return EndKind.Close;
    }

    private static PlanOp.Respond Respond(Attempt attempt, Rendering r, EndKind end)
    {
        var framing = FramingOf(attempt, r.Input.Cell);
        List<HttpField> headers = [.. attempt.Headers.Select(h => h with { Value = Template.Expand(h.Value, r) })];
        Default(headers, "content-type", attempt.Body is null ? r.Encoder.ContentType : attempt.BodyType);
        if (attempt.Body is null && !r.Encoder.Lines)
        {
            Default(headers, "cache-control", "no-cache");
        }

        if (attempt.Encoding is { } coding)
        {
            Default(headers, "content-encoding", Words.Of(coding));
        }

        if (framing == BodyFraming.Close)
        {
            Default(headers, "connection", "close");
        }

        return new PlanOp.Respond(attempt.Status, headers, framing, framing == BodyFraming.Length ? attempt.Length ?? Announced(r, end) : null, attempt.HeadTrickle, attempt.Chunks, attempt.Http10);
    }

    /// <summary>A body that is cut, or stalls for ever, must promise more than it sends: with its true length the client would have all of it.</summary>
    private static long Announced(Rendering r, EndKind end) =>
        end is not (EndKind.Close or EndKind.BadGzip) || r.Ops.Exists(o => o is PlanOp.Stall { For: null }) ? r.Sent + Math.Max(1, r.Withheld) : r.Sent;

    private static void Default(List<HttpField> headers, string name, string value)
    {
        if (!headers.Exists(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Insert(0, new HttpField(name, value));
        }
    }

    /// <summary>What is known of a scenario once and for all.</summary>
    private sealed class Shared(Scenario scenario)
    {
        public Shape? Shape { get; } = ShapeOf(scenario);

        public ConcurrentDictionary<Shape, Lazy<Problem?>> Shapes { get; } = new();

        /// <summary>By cell, exchange, entry and form.</summary>
        public ConcurrentDictionary<(Cell, int, int, Asked), Plan> Plans { get; } = new();
    }
}
