using System.ComponentModel;
using System.Text;
using CliWrap;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One performance of a plain command: each piece of stdout is stamped as it comes and reported as a token, so that a script that does not flush is seen.</summary>
internal sealed class ExecRun(AdapterCommand command, CancelAt? cancel, Action<TranscriptItem> report, Clock clock) : IDisposable
{
    private readonly List<TranscriptItem> _items = [];
    private readonly Tail _stderr = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>How often a file that the answer is written to is looked at.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private bool _talk;

    /// <summary>Runs it to its end; the token is the hang guard, and kills the process and its children.</summary>
    internal async Task<Transcript> PerformAsync(AnswerFile file, CancellationToken guard)
    {
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(guard, _stop.Token);
        if (cancel?.At == CancelMoment.After)
        {
            _stop.CancelAfter(cancel.After);
        }

        using var over = new CancellationTokenSource();
        _talk = file.Wanted;
        var followed = file.Wanted ? FollowAsync(file, over.Token) : Task.CompletedTask;
        try
        {
            var code = (await Wrapped().ExecuteAsync(kill.Token)).ExitCode;
            Take(file);
            var end = code == 0
                ? new TranscriptEnd(clock.Now, Outcome.Complete)
                : new TranscriptEnd(clock.Now, Outcome.Failed, Message: $"exit code {code}" + (Said() is { Length: > 0 } said ? $": {said}" : ""));
            return new Transcript([.. _items], end);
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            Take(file);
            return guard.IsCancellationRequested
                ? new Transcript([.. _items], null, Hung: true)
                : new Transcript([.. _items], new TranscriptEnd(clock.Now, Outcome.Cancelled));
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return new Transcript([.. _items], null, Errored: $"cannot run '{command}': {e.GetBaseException().Message.TrimEnd('.')}");
        }
        finally
        {
            await over.CancelAsync();
            await followed;
        }
    }

    /// <summary>The end of what it wrote there.</summary>
    internal string Stderr => _stderr.ToString();

    public void Dispose() => _stop.Dispose();

    private Command Wrapped() =>
        command.Wrapped().WithStandardOutputPipe(PipeTarget.Create(ReadAsync)).WithStandardErrorPipe(PipeTarget.Create(_stderr.FollowAsync));

    private async Task ReadAsync(Stream stdout, CancellationToken cancellation)
    {
        var utf8 = Encoding.UTF8.GetDecoder();
        var bytes = new byte[16 << 10];
        var chars = new char[(16 << 10) + 1];
        for (int n; (n = await stdout.ReadAsync(bytes, cancellation)) > 0;)
        {
            var at = clock.Now;
            if (utf8.GetChars(bytes, 0, n, chars, 0) is var length and > 0)
            {
                Add(new TranscriptItem.Token(at, new string(chars, 0, length)));
            }

            if (cancel?.At == CancelMoment.StdoutClosed)
            {
                await stdout.DisposeAsync();
                return;
            }
        }

        if (utf8.GetChars([], 0, 0, chars, 0, flush: true) is var rest and > 0)
        {
            Add(new TranscriptItem.Token(clock.Now, new string(chars, 0, rest)));
        }
    }

    private void Add(TranscriptItem item)
    {
        _items.Add(item);
        if (!_talk)
        {
            report(item);
        }

        if (cancel?.At == CancelMoment.Token && _items.Count >= cancel.Token)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Tells of a file as it grows, so that a command that does not flush is seen there too.</summary>
    private async Task FollowAsync(AnswerFile file, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                if (file.Grown() is { Length: > 0 } text)
                {
                    report(new TranscriptItem.Token(clock.Now, text));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The command has ended: what the file holds is read once more, whole.
        }
    }

    /// <summary>Where the answer goes to a file, stdout is only talk: the file's text stands in its place.</summary>
    private void Take(AnswerFile file)
    {
        if (file.Text is { } text)
        {
            _items.Clear();
            _items.Add(new TranscriptItem.Token(clock.Now, text));
        }
    }

    private string Said() => _stderr.ToString().TrimEnd().Split('\n')[^1].Trim();
}
