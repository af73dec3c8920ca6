using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Adapters written in a few lines of POSIX shell, so that every mistake of the list can be made on purpose.</summary>
internal static class ShellAdapter
{
    internal const string Facts =
        """{"name":"sh","version":"1","language":"sh","apis":["raw"],"profiles":["core"],"capabilities":["cancel-async"],"parallel":4,"policy":{"retries":2,"base":"500ms","cap":"8s","jitter":0.25,"retryOn":[429,"5xx","network"],"timeout":"idle"}}""";

    /// <summary>A command that runs the script with sh; tests that need it are skipped on Windows.</summary>
    internal static AdapterCommand Command(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        return new AdapterCommand("sh", ["-c", script.ReplaceLineEndings("\n")]);
    }

    /// <summary>Answers hello with <see cref="Facts"/>, then runs <paramref name="then"/>; <c>$line</c> is the last line read.</summary>
    internal static AdapterCommand Greeting(string then) => Command($"read -r line; echo '{Facts}'\n{then}");

    internal static async Task<StdioClient> StartAsync(string then)
    {
        var (client, problem) = await StdioClient.StartAsync(Greeting(then), cancellation: TestContext.Current.CancellationToken);
        problem.Should().BeNull();
        return (StdioClient)client!;
    }

    internal static async Task<AttachProblem> RefusedAsync(AdapterCommand command, TimeSpan? patience = null)
    {
        var (client, problem) = await StdioClient.StartAsync(command, patience, cancellation: TestContext.Current.CancellationToken);
        client.Should().BeNull();
        return problem!;
    }

    internal static RunRequest Run(int seq, CancelAt? cancel = null, string request = """{"query":"What is RAG?"}""") => new(
        seq, $"case/{seq}", "raw", new Uri("http://127.0.0.1:41873"), new Uri("http://127.0.0.1:41873/raw?query=a%20b"), request, ["one", "two"],
        new RunOptions([new HttpField("x-trace", "abc")], 2, TimeSpan.FromMilliseconds(500), null, false, true), cancel);

    internal static Task<Transcript> RunAsync(this AttachedClient client, int seq, CancelAt? cancel = null) =>
        client.RunAsync(Run(seq, cancel), _ => { }, TestContext.Current.CancellationToken);
}
