namespace EdgeQuake.FakeServer;

/// <summary>Walks the steps of an attempt in order and writes what each means into the rendering.</summary>
internal static class StepPlayer
{
    /// <summary>The end that the steps ask for; null = none.</summary>
    public static EndKind? Play(IReadOnlyList<Step> steps, Rendering r)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var half = steps[i] is Step.Part && i + 1 < steps.Count && steps[i + 1] is Step.Ending { Kind: EndKind.Fin or EndKind.Reset or EndKind.ResetNow };
            if (One(steps[i], half, r) is { } end)
            {
                return end;
            }
        }

        return null;
    }

    private static EndKind? One(Step step, bool half, Rendering r)
    {
        switch (step)
        {
            case Step.Ending e:
                return e.Kind;
            case Step.Part p when half && FrameBytes.Of(p.Of, r) is { } whole:
                r.AddHalf(FrameBytes.Of(p, r)![0].Bytes, whole.Sum(f => f.Bytes.Length));
                break;
            case Step.Repeat repeat:
                return Again(repeat, r);
            case Step.Wait or Step.Stall or Step.Gate:
                Time(step, r);
                break;
            case Step.SetPace or Step.SetWrite or Step.SetEol or Step.Flush:
                Setting(step, r);
                break;
            default:
                Frames(step, r);
                break;
        }

        return null;
    }

    private static void Frames(Step step, Rendering r)
    {
        // Whoever renders in a protocol that the file was not loaded for asks CanRender first; dropping the frame would be a lie.
        var frames = FrameBytes.Of(step, r) ?? throw new FakeServerException(Planner.NoFrame(step, r.Protocol, r.Shape).ToString(), usage: true);
        r.Said |= SaidBy(step);
        foreach (var (bytes, token) in frames)
        {
            r.Add(bytes, token);
            if (r.Write.Kind is WriteKind.Event or WriteKind.Line)
            {
                r.Flush();
            }
        }
    }

    private static Said SaidBy(Step step) => step switch
    {
        Step.Content { Verb: ContentVerb.Token or ContentVerb.ToolCall or ContentVerb.Thinking } => Said.Content,
        Step.Content { Verb: ContentVerb.Finish } => Said.Finish,
        _ => Said.Nothing,
    };

    private static EndKind? Again(Step.Repeat repeat, Rendering r)
    {
        var outer = r.Index;
        for (var n = 0; n < repeat.Times; n++)
        {
            r.Index = n;
            if (Play(repeat.Steps, r) is { } end)
            {
                return end;
            }
        }

        r.Index = outer;
        return null;
    }

    private static void Time(Step step, Rendering r)
    {
        r.Flush();
        switch (step)
        {
            case Step.Wait wait:
                r.Pause(wait.For, "wait");
                break;
            case Step.Stall stall:
                r.Ops.Add(new PlanOp.Stall(stall.For));
                break;
            case Step.Gate gate:
                r.Ops.Add(new PlanOp.Gate(gate.Name, gate.Reported));
                break;
        }
    }

    private static void Setting(Step step, Rendering r)
    {
        r.Flush();
        switch (step)
        {
            case Step.SetPace pace:
                r.Pace = pace.Pace;
                break;
            case Step.SetWrite write:
                r.Write = write.Write;
                break;
            case Step.SetEol eol:
                r.Eol = eol.Eol;
                break;
        }
    }
}
