using System.Threading.Channels;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>Who hears of a run while it goes. Each has a queue of its own: one that fails is named, and costs neither the run nor the others.</summary>
internal sealed class Listeners(Session session)
{
    private readonly Channel<RunnerMessage> _told = Channel.CreateUnbounded<RunnerMessage>();

    /// <summary>Where the run tells; complete it at its end.</summary>
    public ChannelWriter<RunnerMessage> Writer => _told.Writer;

    /// <summary>Hands everything told to each listener, until there is no more.</summary>
    /// <returns>Exit 3 when one of them failed.</returns>
    public async Task<ExitCode> HearAsync(params IReadOnlyList<(string Name, Func<ChannelReader<RunnerMessage>, Task> Hear)> listeners)
    {
        var queues = listeners.Select(_ => Channel.CreateUnbounded<RunnerMessage>()).ToArray();
        var hearing = listeners.Select((l, n) => NamedAsync(l.Name, () => l.Hear(queues[n].Reader))).ToArray();
        await foreach (var message in _told.Reader.ReadAllAsync())
        {
            foreach (var queue in queues)
                queue.Writer.TryWrite(message);
        }

        foreach (var queue in queues)
            queue.Writer.Complete();
        return ExitCodes.Worst(await Task.WhenAll(hearing));
    }

    /// <summary>A report at work: when it fails it is named on stderr, and that is exit 3 and nothing more.</summary>
    public async Task<ExitCode> NamedAsync(string name, Func<Task> report)
    {
        try
        {
            await report();
            return ExitCode.Ok;
        }
        catch (Exception failure)
        {
            // The boundary around each report: what was judged does not depend on who hears it.
            session.Error.WriteLine($"error: {name} could not be made: {failure.Message}");
            return ExitCode.Broken;
        }
    }
}
