using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Small clients of the guide's wire, written as a user would: right ones, and adapters with the usual mistakes.</summary>
internal static class Clients
{
    /// <summary>Reads line by line and shows each token as it comes.</summary>
    internal static async Task<TranscriptEnd> Plain(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        using var http = new HttpClient(handler, disposeHandler: false);
        try
        {
            using var response = await http.GetAsync(request.Url, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!response.IsSuccessStatusCode)
                return new(Clock.Real.Now, Outcome.Failed, FailureKind.Http);
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop));
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (line.Contains("\"done\"", StringComparison.Ordinal))
                    return new(Clock.Real.Now, Outcome.Complete);
                foreach (var token in Yaml.Tokens(line))
                    report(new TranscriptItem.Token(Clock.Real.Now, token));
            }

            return new(Clock.Real.Now, Outcome.Incomplete);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(Clock.Real.Now, Outcome.Failed, FailureKind.Network, Message: e.Message);
        }
    }

    /// <summary>Shows nothing before everything is there.</summary>
    internal static async Task<TranscriptEnd> Buffering(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        using var http = new HttpClient(handler, disposeHandler: false);
        foreach (var token in Yaml.Tokens(await http.GetStringAsync(request.Url, stop)))
            report(new TranscriptItem.Token(Clock.Real.Now, token));
        return new(Clock.Real.Now, Outcome.Complete);
    }

    /// <summary>Never returns; watches its token, as the contract asks.</summary>
    internal static Task<TranscriptEnd> Never(CancellationToken stop) => new TaskCompletionSource<TranscriptEnd>().Task.WaitAsync(stop);

    /// <summary>A right client whose end the adapter bends.</summary>
    internal static RunInProcess Ends(Func<TranscriptEnd, TranscriptEnd> end) =>
        async (request, handler, report, stop) => end(await Plain(request, handler, report, stop));
}
