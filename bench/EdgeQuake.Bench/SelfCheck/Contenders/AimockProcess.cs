using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>npm @copilotkit/aimock on node, started from a folder where it is installed, with the script as its fixture.</summary>
internal sealed class AimockProcess : IDisposable
{
    private const string Package = "node_modules/@copilotkit/aimock";
    private const int Token = 5; // characters of "tick "
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _fixture;

    private AimockProcess(Process process, string fixture, Uri address) => (_process, _fixture, BaseAddress, Meter) = (process, fixture, address, new ProcessMeter(process));

    public Uri BaseAddress { get; }

    public ProcessMeter Meter { get; }

    /// <summary>The installed version; null when it is not installed there.</summary>
    public static string? Version(string folder)
    {
        var file = Path.Combine(folder, Package, "package.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var package = JsonDocument.Parse(File.ReadAllText(file));
        return package.RootElement.GetProperty("version").GetString();
    }

    /// <summary>Plays the script's tokens as chunks of their length, with its gap as latency. Returns when it takes connections.</summary>
    /// <exception cref="SelfTestException">node is not there, or aimock does not listen.</exception>
    public static async Task<AimockProcess> StartAsync(string folder, ContenderScript script, CancellationToken cancellation)
    {
        var (port, fixture) = (FreePort(), Path.GetTempFileName());
        await File.WriteAllTextAsync(fixture, Fixture(script.Tokens), cancellation);
        File.Move(fixture, fixture += ".json");
        var process = LinePeer.Launch(
        [
            "node", Path.Combine(folder, Package, "dist/cli.js"), "-p", $"{port}", "-f", fixture, "-c", $"{Token}",
            "-l", script.Itl.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), "--log-level", "silent",
        ]);
        var aimock = new AimockProcess(process, fixture, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await aimock.ReadyAsync(cancellation);
            return aimock;
        }
        catch
        {
            aimock.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        File.Delete(_fixture);
    }

    private static string Fixture(int tokens) =>
        $$"""{ "fixtures": [ { "match": { "userMessage": "hello" }, "response": { "content": "{{string.Concat(Enumerable.Repeat("tick ", tokens))}}" } } ] }""";

    private static int FreePort()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Guard && !_process.HasExited; cancellation.ThrowIfCancellationRequested())
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, BaseAddress.Port, cancellation);
                return;
            }
            catch (SocketException)
            {
                await Pause.ForAsync(FakeServer.Clock.Real, TimeSpan.FromMilliseconds(50), cancellation); // it is still starting
            }
        }

        throw new SelfTestException($"aimock did not listen within {Guard.TotalSeconds:0} s");
    }
}
