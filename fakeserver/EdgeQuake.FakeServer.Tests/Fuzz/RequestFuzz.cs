using System.Text;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Mutated requests in pieces of every size: each is read, refused with a status, or cut; and what was read is decided on by a table of all built-in scenarios.</summary>
public sealed class RequestFuzz
{
    private static readonly string[] Corpus =
    [
        "GET /query/stream?query=What+is+EdgeQuake&mode=hybrid HTTP/1.1\r\nHost: localhost:8080\r\nAccept: text/event-stream\r\nAuthorization: Bearer x\r\n\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n{\"stream\":true,\"messages\":[]}",
        "POST /query HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n",
        "POST /query HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\nx-test-id: a\r\nx-scenario: silent-truncation\r\n\r\n{}",
        "GET /a HTTP/1.1\r\nHost: x\r\n\r\n\r\nGET /b HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET http://x/api/v1/query/stream?query=%C3%A9%F0%9F%A6%80&&=&a HTTP/1.1\r\nHost: x\r\nX-Api-Key: sk-abcdefgh12345678\r\n\r\n",
        "POST /api/v1/chat/completions/stream HTTP/1.1\r\nHost: x\r\nContent-Length: 52\r\n\r\n{\"message\":\"hi\",\"api_key\":\"s3cret\",\"stream\":true,\"q\":1}",
        "GET /__fake/journal?scenario=a&since=5&test-id=b&follow HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n\r\n",
    ];

    private static readonly string[] Words =
    [
        "\r\n", "\n", "\r", "\r\n\r\n", ":", " ", "\0", "\t", "%", "%00", "%zz", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "Content-Length: ", "Content-Length: 18446744073709551616\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "ffffffff\r\n", "7fffffff\r\n", "-1\r\n", "0\r\n\r\n", "Expect: 100-continue\r\n", "x-scenario: ", "x-test-id: ",
        "{", "}", "[", "\"", "\\u", "Host: [::1]\r\n", "é", "\u2028", "?", "&", "=", "#", "//", "..", new string('a', 300), new string('h', 70_000),
    ];

    [Fact]
    public Task No_request_crashes_or_hangs_the_reader()
    {
        var options = new FakeServerOptions { Lane = LaneKind.Socket };
        var table = new ServeTable(new ScenarioShelf(BuiltInScenarios.All, options), options, Planner.Render);
        return FuzzRun.ForAsync("request reader", [.. Corpus.Select(Encoding.UTF8.GetBytes)], Words, (input, mutator) => ReadAsync(input, mutator, table));
    }

    private static async Task<string> ReadAsync(byte[] input, Mutator mutator, ServeTable table)
    {
        var pipe = new ExactPipe();
        var inbox = new Inbox(new MemoryWire(pipe, new ExactPipe()), Clock.Real, static () => { });
        for (var at = 0; at < input.Length;)
        {
            var size = Math.Min(input.Length - at, mutator.Draw(4) == 0 ? 1 + mutator.Draw(8) : input.Length);
            pipe.Write(input.AsSpan(at, size));
            at += size;
        }

        pipe.End(PipeEnd.Fin);
        var pump = inbox.PumpAsync();
        var reader = new RequestReader(inbox, RequestLimits.Default, static () => { });
        var got = 0;
        while (await reader.ReadAsync() is var read)
        {
            switch (read)
            {
                case RequestRead.Got { Request: var request }:
                    got++;
                    Decide(request.Facts, table);
                    continue;
                case RequestRead.Bad bad:
                    await pump;
                    return $"refused {bad.Status}";
                default:
                    await pump;
                    return got > 0 ? "read" : "nothing";
            }
        }

        return "";
    }

    private static void Decide(RequestFacts facts, ServeTable table)
    {
        _ = table.Decide(facts, new Arrival(1, TimeSpan.Zero, "127.0.0.1"));
        _ = Secrets.Masked(facts);
        _ = AdminGuard.Refusal(AdminAccess.Loopback, System.Net.IPAddress.Loopback, facts);
        _ = JournalQuery.Of(facts, onlyUnmatched: false);
    }
}
