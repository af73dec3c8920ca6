using System.ComponentModel;
using CliWrap;

namespace EdgeQuake.Conformance;

/// <summary>The command that opens a page, a headless browser as a rule: started with the page's address, ended with the client.</summary>
internal sealed class PageOpener : IAsyncDisposable
{
    /// <summary>What stands for the page's address in the command.</summary>
    internal const string Placeholder = "{page}";

    /// <summary>What stands for a folder of its own, empty and gone afterwards: a browser's profile.</summary>
    internal const string Scratch = "{scratch}";

    private readonly CancellationTokenSource _end = new();
    private readonly Tail _stderr = new();
    private readonly string _scratch = Path.Combine(Path.GetTempPath(), $"edgequake-page-{Guid.NewGuid():N}");
    private Task _running = Task.CompletedTask;

    internal string Stderr => _stderr.ToString();

    internal static (PageOpener? Opener, string? Wrong) Start(AdapterCommand command, Uri page)
    {
        var opener = new PageOpener();
        var filled = command with { Arguments = [.. command.Arguments.Select(a => a.Replace(Placeholder, page.AbsoluteUri, StringComparison.Ordinal).Replace(Scratch, opener._scratch, StringComparison.Ordinal))] };
        try
        {
            Directory.CreateDirectory(opener._scratch);
            var started = filled.Wrapped().WithStandardErrorPipe(PipeTarget.Create(opener._stderr.FollowAsync)).ExecuteAsync(opener._end.Token);
            opener._running = started.Task;
            return (opener, null);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            opener._end.Dispose();
            return (null, $"cannot start '{command}': {e.GetBaseException().Message.TrimEnd('.')}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _end.Dispose();
        try
        {
            Directory.Delete(_scratch, recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser may still hold a file: the folder is in the temporary one.
            return;
        }
    }
}
