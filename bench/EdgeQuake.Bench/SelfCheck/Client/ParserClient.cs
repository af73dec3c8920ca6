using System.Globalization;
using System.Net.Http;
using System.Net.ServerSentEvents;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What one writes in .NET without us: HttpClient, SseParser, and a JSON reader over each event's bytes.</summary>
internal static class ParserClient
{
    public static async Task<IReadOnlyList<ClientStream>> PlayAsync(ClientAsk ask, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var clock = Clock.Real;
        var playing = new Task<ClientStream>[ask.Streams];
        await Task.Factory.StartNew(
            () =>
            {
                var first = clock.Now;
                for (var i = 0; i < ask.Streams; i++)
                {
                    clock.SleepUntil(first + TimeSpan.FromSeconds((double)i / ClientAsk.Starts));
                    var number = i;
                    playing[i] = Task.Run(() => ReadAsync(http, ask, number, clock, cancellation), cancellation);
                }
            },
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAll(playing);
    }

    private static async Task<ClientStream> ReadAsync(HttpClient http, ClientAsk ask, int number, Clock clock, CancellationToken cancellation)
    {
        var stamps = new List<long>(ask.Tokens);
        var done = false;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ask.Url, "query/stream?query=x"));
            request.Headers.Add(SelfTestServer.StreamHeader, number.ToString(CultureInfo.InvariantCulture));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation);
            await foreach (var item in SseParser.Create(body, (_, data) => Kind(data)).EnumerateAsync(cancellation))
            {
                done |= item.Data == Event.Done;
                if (item.Data == Event.Token)
                {
                    stamps.Add(clock.Now.Ticks);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            done = false;
        }

        return new(number, done, stamps);
    }

    private enum Event { Other, Token, Done }

    private static Event Kind(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("type"u8) && json.Read())
            {
                return json.ValueTextEquals("token"u8) ? Event.Token : json.ValueTextEquals("done"u8) ? Event.Done : Event.Other;
            }
        }

        return Event.Other;
    }
}
