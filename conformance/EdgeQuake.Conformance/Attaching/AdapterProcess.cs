using System.Buffers;
using System.ComponentModel;
using System.Threading.Channels;
using CliWrap;

namespace EdgeQuake.Conformance;

/// <summary>One life of an adapter's process: lines in, lines out, stderr kept. Whatever happens ends in <see cref="AdapterLink.Exit"/>, never in an exception.</summary>
internal sealed class AdapterProcess : AdapterLink
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private readonly Channel<byte[]> _lines = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _kill = new();
    private readonly Tail _stderr = new();

    private AdapterProcess()
    {
    }

    internal override bool Restartable => true;

    internal override string Stderr => _stderr.ToString();

    /// <summary>Starts the command; a sentence instead when there is no such program.</summary>
    /// <param name="line">Called for each line of stdout, in order, on a pool thread.</param>
    internal static (AdapterProcess? Process, string? Wrong) Start(AdapterCommand command, Action<ReadOnlySequence<byte>> line)
    {
        var process = new AdapterProcess();
        var cli = command.Wrapped()
            .WithStandardInputPipe(PipeSource.Create(process.WriteAsync))
            .WithStandardOutputPipe(PipeTarget.Create((from, ct) => Lines.ReadAsync(from, line, ct)))
            .WithStandardErrorPipe(PipeTarget.Create(process._stderr.FollowAsync));
        try
        {
            process.Exit = process.WatchAsync(cli.ExecuteAsync(process._kill.Token));
            return (process, null);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            process._kill.Dispose();
            return (null, $"cannot start '{command}': {e.GetBaseException().Message.TrimEnd('.')}");
        }
    }

    internal override void Say(byte[] line) => _lines.Writer.TryWrite(line);

    /// <summary>Ends the process and its children at once.</summary>
    internal override void Kill() => _kill.Cancel();

    /// <summary>Closes stdin, which asks the adapter to finish; kills it when it does not.</summary>
    /// <returns>False when it had to be killed.</returns>
    internal override async Task<bool> FinishAsync()
    {
        _lines.Writer.TryComplete();
        try
        {
            await Exit.WaitAsync(Farewell);
            return true;
        }
        catch (TimeoutException)
        {
            Kill();
            await Exit;
            return false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await FinishAsync();
        _kill.Dispose();
    }

    private async Task<int?> WatchAsync(CommandTask<CommandResult> running)
    {
        try
        {
            return (await running).ExitCode;
        }
        catch (OperationCanceledException) when (_kill.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // The client boundary: a pipe that broke, or a listener of ours that threw, must end the runs in flight and not hang them.
            Fault = e.Message;
            return null;
        }
    }

    private async Task WriteAsync(Stream stdin, CancellationToken cancellation)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellation))
        {
            await stdin.WriteAsync(line, cancellation);
            await stdin.FlushAsync(cancellation);
        }
    }
}
