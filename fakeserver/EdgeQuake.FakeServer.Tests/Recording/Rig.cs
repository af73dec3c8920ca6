using System.Text;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A scripted upstream, the recorder before it, and the recording read back at the end.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly MemoryStream file = new();
    private readonly FakeSseServer? server;

    private Rig(FakeSseServer? server, RecordingOptions options)
    {
        this.server = server;
        Proxy = RecordingProxy.Start(options, file);
    }

    public RecordingProxy Proxy { get; }

    /// <summary>The file so far.</summary>
    public string Text => Encoding.UTF8.GetString(file.ToArray());

    public FakeSseServer Server => server!;

    public static async Task<Rig> StartAsync(params Plan[] plans)
    {
        var upstream = await Scripts.StartAsync(plans);
        return new Rig(upstream, new RecordingOptions(upstream.BaseAddress));
    }

    public static Rig Before(RecordingOptions options) => new(null, options);

    public RawClient Connect() => RawClient.Connect(Proxy.BaseAddress);

    /// <summary>The next exchange to end; a recorder that hangs fails after 30 s.</summary>
    public Task<RecordedSummary> EndedAsync() => Proxy.Finished.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Stops the recorder and reads the file.</summary>
    public async Task<FakeServer.Recording> StopAsync()
    {
        await Proxy.DisposeAsync();
        var (recording, problem) = RecordingFile.Parse(file.ToArray(), "run.jsonl");
        return recording ?? throw new InvalidOperationException(problem!.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
