using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The clients whose cost is measured beside each other, each in a process of its own.</summary>
[JsonConverter(typeof(WordConverter<ClientContender>))]
public enum ClientContender
{
    /// <summary>One thread that polls, receives and counts blank lines: the limit of what reads each event as it comes. Linux only.</summary>
    BareLoop,

    /// <summary>The load engine over its own reader: what <c>load</c> uses for plain HTTP/1.1.</summary>
    FastPath,

    /// <summary>The load engine through HttpClient, as <c>load</c> does for TLS, HTTP/2 and proxies; inline completions.</summary>
    HttpClient,

    /// <summary>HttpClient and the platform's SseParser as they come: no setting of the runtime is touched.</summary>
    SseParser,

    /// <summary>The same with inline socket completions.</summary>
    SseParserInline,

    /// <summary>A loop over httpx in Python, one event loop for all streams.</summary>
    Httpx,
}
