using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Each fault of the wire as HttpClient reports it, row by row, with what the journal says was asked, done and acknowledged.</summary>
/// <remarks>The raw bytes of the same rows: <see cref="SocketEndsTests"/>, <see cref="OpenFaultTests"/>, <see cref="TlsEndsTests"/>, <see cref="TlsOpenFaultTests"/>, <see cref="H2EndsTests"/>.</remarks>
public sealed class WireFaultRowsTests
{
    private const string Frame = "data: a\n\n";

    /// <summary>Row, what HttpClient had read, how it ended, and the journal's end.</summary>
    public static TheoryData<Transport, string, string, string, string> Http11()
    {
        var rows = new TheoryData<Transport, string, string, string, string>();
        foreach (var over in new[] { Transport.Tcp, Transport.Tls })
        {
            rows.Add(over, "close, chunked", Frame, "end", "close");
            rows.Add(over, "close, close-delimited", Frame, "end", "close acked 9");
            rows.Add(over, "close, length longer", Frame, "HttpIOException ResponseEnded", "close acked 9");
            rows.Add(over, "fin, chunked", Frame, "HttpIOException ResponseEnded", "fin acked 9");
            rows.Add(over, "fin, half chunk", "data: half", "HttpIOException ResponseEnded", "fin acked 10");
            rows.Add(over, "reset", Frame, "IOException ConnectionReset", "reset acked 9");
            rows.Add(over, "reset, half chunk", "data: half", "IOException ConnectionReset", "reset acked 10");
            rows.Add(over, "reset connection", Frame, "IOException ConnectionReset", "reset-connection acked 9");
            rows.Add(over, "bad chunk", Frame, "HttpIOException InvalidResponse", "bad-chunk acked 9");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Http11))]
    public async Task HttpClient_reports_the_end(Transport over, string row, string read, string how, string journal)
    {
        await using var server = await StartAsync(FakeServerOptions.Default with { Transport = over }, Named(row));
        (await ReadAsync(server, "read")).Should().Be((read, how));
        Ended(await server.OnlyEntryAsync()).Should().Be(journal);
    }

    [Theory]
    [InlineData(Transport.Tcp, OpenFault.CloseOnRequest, "HttpRequestException ResponseEnded")]
    [InlineData(Transport.Tls, OpenFault.CloseOnRequest, "HttpRequestException ResponseEnded")]
    [InlineData(Transport.Tcp, OpenFault.ResetOnRequest, "HttpRequestException ConnectionReset")]
    [InlineData(Transport.Tls, OpenFault.ResetOnRequest, "HttpRequestException ConnectionReset")]
    [InlineData(Transport.Tcp, OpenFault.Garbage, "HttpRequestException InvalidResponse")]
    [InlineData(Transport.Tls, OpenFault.Garbage, "HttpRequestException InvalidResponse")]
    [InlineData(Transport.Tcp, OpenFault.Refuse, "HttpRequestException ConnectionRefused")]
    [InlineData(Transport.Tls, OpenFault.Refuse, "HttpRequestException ConnectionRefused")]
    [InlineData(Transport.Tls, OpenFault.TlsFail, "HttpRequestException SecureConnectionError")]
    [InlineData(Transport.Tls, OpenFault.TlsAlert, "HttpRequestException SecureConnectionError")]
    [InlineData(Transport.H2c, OpenFault.ResetOnRequest, "HttpRequestException CANCEL")]
    public async Task HttpClient_reports_the_fault_instead_of_a_head(Transport over, OpenFault fault, string how)
    {
        await using var server = await StartAsync(FakeServerOptions.Default with { Transport = over }, Plan(new PlanOp.Open(fault, Transports.IsH2(over) ? H2Code.Cancel : null)));
        (await ReadAsync(server)).Should().Be(("", how));
        var entries = await server.EntriesAsync();
        (entries.Count > 0).Should().Be(fault != OpenFault.Refuse, "nobody sees a refused connection");
        entries.Where(e => !(e.End!.Asked == Words.Of(fault) && e.End.Done == Words.Of(fault) && e.HeadSentAt == null)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(Transport.H2c)]
    [InlineData(Transport.H2)]
    public async Task HttpClient_reports_every_code_of_a_reset_stream(Transport over)
    {
        foreach (var code in Enum.GetValues<H2Code>())
        {
            await using var server = await StartAsync(FakeServerOptions.Default with { Transport = over }, Plan(Ok, Write(Frame), new PlanOp.Gate("read", null), new PlanOp.End(EndKind.Reset, code)));
            (await ReadAsync(server, "read")).Should().Be((Frame, $"HttpProtocolException {(int)code}"));
            Ended(await server.OnlyEntryAsync()).Should().Be("reset acked 9");
        }
    }

    [Theory]
    [InlineData(Transport.H2c)]
    [InlineData(Transport.H2)]
    public async Task HttpClient_reports_a_reset_connection_and_a_goaway(Transport over)
    {
        await using var reset = await StartAsync(FakeServerOptions.Default with { Transport = over }, Plan(Ok, Write(Frame), new PlanOp.Gate("read", null), End(EndKind.ResetConnection)));
        (await ReadAsync(reset, "read")).Should().Be((Frame, "IOException ConnectionReset"));
        await using var goaway = await StartAsync(FakeServerOptions.Default with { Transport = over }, Plan(Ok, Write(Frame), End(EndKind.Goaway)));
        using var client = goaway.CreateClient();
        for (var request = 1; request <= 2; request++)
        {
            (await client.GetStringAsync(new Uri("query/stream", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Be(Frame);
        }

        (await goaway.EntriesAsync()).Select(e => (e.Connection, e.End!.Done)).Should().Equal((1, "goaway"), (2, "goaway"));
    }

    private static Plan Named(string row)
    {
        var half = new PlanOp.Write("data: half"u8.ToArray(), 0x40);
        return row switch
        {
            "close, chunked" => Answer(Frame),
            "close, close-delimited" => Plan(Ok with { Framing = BodyFraming.Close }, Write(Frame), End(EndKind.Close)),
            "close, length longer" => Plan(Ok with { Framing = BodyFraming.Length, Length = 500 }, Write(Frame), End(EndKind.Close)),
            "fin, chunked" => Plan(Ok, Write(Frame), End(EndKind.Fin)),
            "fin, half chunk" => Plan(Ok, half, End(EndKind.Fin)),
            "reset" => Plan(Ok, Write(Frame), End(EndKind.Reset)),
            "reset, half chunk" => Plan(Ok, half, End(EndKind.Reset)),
            "reset connection" => Plan(Ok, Write(Frame), End(EndKind.ResetConnection)),
            // In one read with the bad size HttpClient drops the frame before it.
            _ => Plan(Ok, Write(Frame), new PlanOp.Gate("read", null), End(EndKind.BadChunk)),
        };
    }

    private static string Ended(JournalEntry entry) => entry.End!.Done + (entry.End.BytesAcked is { } acked ? $" acked {acked}" : "");

    /// <summary>What a client read, and how the stream ended for it. A gate is opened when something was read.</summary>
    private static async Task<(string Text, string How)> ReadAsync(FakeSseServer server, string? gate = null)
    {
        var text = new StringBuilder();
        try
        {
            using var client = server.CreateClient();
            using var response = await client.GetAsync(new Uri("query/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var buffer = new byte[4096];
            for (int n; (n = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, n));
                if (gate is not null)
                {
                    server.Open(gate);
                }
            }

            return (text.ToString(), "end");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (text.ToString(), $"{Outer(e)} {Inner(e)}");
        }
    }

    private static string Outer(Exception e) => e is HttpProtocolException ? nameof(HttpProtocolException) : e is HttpIOException ? nameof(HttpIOException) : e.GetType().Name;

    /// <summary>The cause by the name that its layer has for it.</summary>
    private static string Inner(Exception e) => e switch
    {
        HttpProtocolException { ErrorCode: var code } => $"{code}",
        HttpRequestException { InnerException: HttpProtocolException { ErrorCode: 8 } } => "CANCEL",
        HttpRequestException { InnerException: AuthenticationException } => "SecureConnectionError",
        { InnerException: SocketException socket } => $"{socket.SocketErrorCode}",
        { InnerException: IOException { InnerException: SocketException socket } } => $"{socket.SocketErrorCode}",
        HttpIOException io => $"{io.HttpRequestError}",
        HttpRequestException request => $"{request.HttpRequestError}",
        _ => e.Message,
    };
}
