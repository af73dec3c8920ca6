using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// The reference client of streamed answers: EdgeQuake in every shape, OpenAI chat and responses, Anthropic, Ollama.
/// <c>turns ─→ tries (policy, backoff, announced restarts) ─→ AnswerAsk ─→ fall-back ─→ how it ended</c>
/// </summary>
/// <remarks>It does what its policy declares and nothing else, and shows everything it reads as soon as it is read.</remarks>
public sealed class AnswerStream
{
    private readonly RunRequest _run;
    private readonly ClientPolicy _policy;
    private readonly Clock _clock;
    private readonly Action<TranscriptItem> _report;
    private readonly bool _fallBack;
    private readonly bool _relayed;
    private readonly HttpClient _http;
    private readonly Stops _stops;
    private readonly RetryRule _retry;
    private string _text = "";
    private string? _conversation;
    private bool _reported;
    private int _asked;

    private AnswerStream(
        RunRequest run, HttpClient http, Stops stops, ClientPolicy policy, Action<TranscriptItem> report, Clock clock, bool fallBack, bool relayed)
    {
        (_run, _http, _stops, _policy, _report, _clock, _fallBack, _relayed) = (run, http, stops, policy, report, clock, fallBack, relayed);
        _retry = new RetryRule(policy, run.Options.Retries, (ulong)run.Seq);
    }

    /// <summary>Performs one run. Failures of network, server and protocol are its result, never exceptions.</summary>
    /// <param name="handler">What reaches the server; not disposed.</param>
    /// <param name="report">Called for each item as it is read, in order, from one thread at a time.</param>
    /// <param name="fallBack">When streaming is refused or breaks, ask <c>POST /query</c> for the whole answer, as the streaming guide does.</param>
    /// <param name="relayed">What is read may come from a proxy that ends its streams with <c>[DONE]</c>.</param>
    public static async Task<TranscriptEnd> RunAsync(
        RunRequest request, HttpMessageHandler handler, ClientPolicy policy, Action<TranscriptItem> report, Clock clock,
        CancellationToken cancellation, bool fallBack = false, bool relayed = false)
    {
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var stops = new Stops(request.Options, request.Cancel, clock, cancellation);
        return await new AnswerStream(request, http, stops, policy, report, clock, fallBack, relayed).TurnsAsync();
    }

    private async Task<TranscriptEnd> TurnsAsync()
    {
        var said = new List<Said>();
        IReadOnlyList<string?> turns = _run.Turns.Count == 0 ? [null] : [.. _run.Turns];
        AskEnd? end = null;
        foreach (var turn in turns)
        {
            var question = new Question(_run, turn, said, _conversation);
            _reported = false;
            end = await AskAsync(question);
            if (end.End.Outcome != Outcome.Complete)
                break;
            said.Add(new Said("user", question.Query));
            said.Add(new Said("assistant", _text));
        }

        var (last, status) = (end!.End, end.Status);
        return new TranscriptEnd(
            _clock.Now, last.Outcome, last.Kind, status, last.Code, Secrecy.Mask(last.Message, _run.Options.Headers), _text, _asked,
            last.Outcome == Outcome.Failed ? end.RetryAfter : null);
    }

    private async Task<AskEnd> AskAsync(Question question)
    {
        for (var tries = 1; ; tries++)
        {
            var end = await OnceAsync(question, question.Stream());
            if (_retry.Wait(end, tries, question.Post, question.Stored) is not { } wait)
                return _fallBack && FallsBack(end) ? await OnceAsync(question, question.Whole()) : end;
            if (await WaitAsync(wait) is { } stopped)
                return end with { End = stopped, Status = null };
        }
    }

    /// <summary>One request; announces first that text begins again when an earlier one of this turn showed anything.</summary>
    private async Task<AskEnd> OnceAsync(Question question, HttpRequestMessage request)
    {
        using var sent = request;
        _asked++;
        if (_reported)
            _report(new TranscriptItem.Restart(_clock.Now, _asked));
        var decoder = _relayed ? new EdgequakeDecoder(sentinel: true) : FrameDecoder.For(question.Protocol, question.Shape);
        var sink = new AnswerSink(decoder, _policy, _stops, _clock, _report);
        var end = await new AnswerAsk(_http, question.Protocol, decoder, sink, _stops, _clock, _run.Options.Limit).RunAsync(sent);
        _text = sink.Text;
        _conversation = sink.Conversation ?? _conversation;
        _reported = sink.Reported;
        return end;
    }

    private static bool FallsBack(AskEnd end) =>
        end.Status >= 500 || (end.Status is null && end.End is { Outcome: Outcome.Failed, Kind: FailureKind.Network });

    private async Task<StreamEnd?> WaitAsync(TimeSpan wait)
    {
        try
        {
            var waiting = Alarm.UntilAsync(_clock, _clock.Now + wait, _stops.Token);
            if (_stops.Reached(CancelMoment.Backoff))
                _stops.Stop(TransportEnd.Cancelled);
            await waiting;
            return null;
        }
        catch (OperationCanceledException) when (_stops.Stopped)
        {
            return _stops.Why == TransportEnd.Cancelled
                ? new StreamEnd(Outcome.Cancelled)
                : new StreamEnd(Outcome.Failed, FailureKind.Timeout, null, "the client's clock fired while it waited to try again");
        }
    }
}
