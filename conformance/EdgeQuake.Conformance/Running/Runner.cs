using System.Threading.Channels;

namespace EdgeQuake.Conformance;

/// <summary>Judges one client by many cases.</summary>
/// <remarks><c>cases ─select, bind→ bound ─doctor→ quick ones in parallel → waiting ones, few at a time → timing failures again, alone → ConformanceRun</c></remarks>
public static class Runner
{
    /// <summary>Performs the run. What was judged before a cancellation is kept, and the run says that it was interrupted.</summary>
    /// <param name="messages">Told in the past tense, as it happens; never completed here, for one channel may hear several clients.</param>
    public static async Task<ConformanceRun> RunAsync(
        AttachedClient client, IReadOnlyList<Case> cases, RunnerOptions? options = null, ChannelWriter<RunnerMessage>? messages = null, CancellationToken cancellation = default)
    {
        options ??= RunnerOptions.Default;
        var heard = messages ?? Channel.CreateBounded<RunnerMessage>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }).Writer;
        var facts = client.Facts;
        var bound = Bound(cases, options.Selection, facts);
        if (options.Origin is not null)
            bound = [.. bound.Select(Sharing.Of)];
        await heard.WriteAsync(new RunnerMessage.RunStarted(facts.Name, facts, bound.Count), CancellationToken.None);
        var run = await JudgeAsync(client, bound, options, heard, cancellation);
        if (options.Baseline is { } baseline)
            run = run with { Baseline = baseline.Apply(run, options.Selection.Partial) };
        if (client.Stderr.TrimEnd() is { Length: > 0 } said)
            run = run with { Stderr = said };
        await heard.WriteAsync(new RunnerMessage.RunFinished(facts.Name, run), CancellationToken.None);
        return run;
    }

    /// <summary>The selected cases as this client would be asked them, those that are skipped or not applicable among them.</summary>
    public static IReadOnlyList<BoundCase> Bound(IReadOnlyList<Case> cases, Selection selection, ClientFacts facts) =>
    [
        .. selection.Of(cases).SelectMany(c => CaseBinding.Bind(c, facts).Select(b =>
            selection.Skips(c) is { } pattern ? b with { Refused = VerdictStatus.Skipped, Reason = $"--skip {pattern}" } : b)),
    ];

    private static async Task<ConformanceRun> JudgeAsync(
        AttachedClient client, IReadOnlyList<BoundCase> bound, RunnerOptions options, ChannelWriter<RunnerMessage> heard, CancellationToken cancellation)
    {
        DoctorReport? doctor = null;
        var round = new Round(client, options, heard, bound);
        try
        {
            if (options.Doctor && client.Facts.Way is not (WayIn.Observed or WayIn.Relay))
            {
                doctor = await Doctor.CheckAsync(client, options, cancellation);
                await heard.WriteAsync(new RunnerMessage.DoctorFinished(client.Facts.Name, doctor), CancellationToken.None);
                if (!doctor.Well)
                    return new(client.Facts, [], Doctor: doctor, Broke: $"doctor: {doctor.Mistake}");
            }

            await round.PlayAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(client.Facts, round.Verdicts, Interrupted: true, doctor, Timing: round.Timing);
        }

        return new(client.Facts, round.Verdicts, Doctor: doctor, Broke: round.Broke, Timing: round.Timing);
    }
}
