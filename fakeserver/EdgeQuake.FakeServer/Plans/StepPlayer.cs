namespace EdgeQuake.FakeServer;

/// <summary>Walks the steps of an attempt in order; each writes what it means into the rendering.</summary>
internal static class StepPlayer
{
    /// <summary>The end that the steps ask for; null = none.</summary>
    public static EndKind? Play(IReadOnlyList<Step> steps, Rendering r)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is PartStep part && i + 1 < steps.Count && steps[i + 1] is EndStep { Kind: EndKind.Fin or EndKind.Reset or EndKind.ResetConnection or EndKind.ResetNow })
            {
                part.PlayHalf(r);
            }
            else if (steps[i].Play(r) is { } end)
            {
                return end;
            }
        }

        return null;
    }
}
