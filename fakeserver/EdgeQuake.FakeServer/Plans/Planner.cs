using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Renders one answer of a scenario to a <see cref="Plan"/>: pure, so golden tests need no socket and a failing case can be printed.</summary>
/// <remarks><c>steps ─FrameBytes→ frames ─Rendering: pace, gather, cut→ writes and waits ─head, end→ Plan</c></remarks>
public static class Planner
{
    private static readonly ConditionalWeakTable<Scenario, ConcurrentDictionary<(Cell, int, int), Plan>> Constant = new();

    /// <summary>The plan of one attempt. Plans that depend on no draw and no request are shared between streams.</summary>
    public static Plan Render(Scenario scenario, PlanInput input)
    {
        var shared = Constant.GetValue(scenario, static _ => new());
        var key = (input.Cell, input.Exchange, input.Attempt);
        if (shared.TryGetValue(key, out var known))
        {
            return known;
        }

        var (plan, varies) = RenderNew(scenario, input);
        if (!varies)
        {
            shared.TryAdd(key, plan);
        }

        return plan;
    }

    /// <summary>Why a protocol and shape cannot say this scenario, at the first step that it has no frame for; null = it can.</summary>
    public static Problem? CanRender(Scenario scenario, Protocol protocol, Shape? shape)
    {
        var target = scenario with { Protocol = protocol, Shape = shape };
        var input = new PlanInput(Cell.Default, 0, 1, 0, 0, null);
        foreach (var (exchange, attempt) in scenario.Exchanges.SelectMany(e => e.Attempts.Select(a => (e, a))))
        {
            var r = new Rendering(target, input, attempt);
            if (Flat(attempt.Steps).FirstOrDefault(s => FrameBytes.Of(s, r) is null) is { } step)
            {
                var verb = step is Step.Content c ? Words.Of(c.Verb) : "part";
                return new Problem(step.Where.File, step.Where.Line, step.Where.Column, $"{Words.Of(protocol)}{(shape is { } s ? " " + Words.Of(s) : "")} has no frame for '{verb}'", "a verb of that protocol and shape");
            }
        }

        return null;
    }

    private static IEnumerable<Step> Flat(IEnumerable<Step> steps) => steps.SelectMany(s => s is Step.Repeat r ? Flat(r.Steps) : [s]);

    private static (Plan Plan, bool Varies) RenderNew(Scenario scenario, PlanInput input)
    {
        var exchange = scenario.Exchanges[input.Exchange];
        var attempt = exchange.Attempts[Math.Min(input.Attempt, exchange.Attempts.Count) - 1];
        if (attempt.Fault is { } fault)
        {
            return (new Plan([new PlanOp.Open(fault)], []), false);
        }

        var r = new Rendering(scenario, input, attempt);
        r.Pause(attempt.HeadAfter, "head-after");
        return Finish(attempt, r);
    }

    private static (Plan Plan, bool Varies) Finish(Attempt attempt, Rendering r)
    {
        var head = r.Ops.Count;
        var end = EndKind.Close;
        if (attempt.Body is { } body)
        {
            r.Add(Encoding.UTF8.GetBytes(Template.Expand(body, r)), token: false);
        }
        else
        {
            end = StepPlayer.Play(attempt.Steps, r) ?? EndKind.Close;
        }

        r.Flush();
        r.Ops.Insert(head, Respond(attempt, r));
        r.Ops.Add(new PlanOp.End(end));
        return (new Plan(r.Ops, r.Draws), r.Varies || r.Chance.Used);
    }

    private static PlanOp.Respond Respond(Attempt attempt, Rendering r)
    {
        var framing = r.Input.Cell.Framing ?? attempt.Framing ?? (attempt.Length is null && attempt.Body is null ? BodyFraming.Chunked : BodyFraming.Length);
        List<HttpField> headers = [.. attempt.Headers.Select(h => h with { Value = Template.Expand(h.Value, r) })];
        Default(headers, "content-type", attempt.Body is null ? "text/event-stream" : attempt.BodyType);
        if (attempt.Body is null)
        {
            Default(headers, "cache-control", "no-cache");
        }

        if (framing == BodyFraming.Close)
        {
            Default(headers, "connection", "close");
        }

        return new PlanOp.Respond(attempt.Status, headers, framing, framing == BodyFraming.Length ? attempt.Length ?? r.Sent : null);
    }

    private static void Default(List<HttpField> headers, string name, string value)
    {
        if (!headers.Exists(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Insert(0, new HttpField(name, value));
        }
    }
}
