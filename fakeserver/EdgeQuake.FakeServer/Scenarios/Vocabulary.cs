using System.Text.Json.Serialization;

namespace EdgeQuake.FakeServer;

// The words that scenario, adapter, journal, load result and report share: each is written in files as its kebab-case form (Words.Of).

/// <summary>How a stream ended, seen by whoever read it.</summary>
[JsonConverter(typeof(WordConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The protocol's end mark was seen (or, where it has none, the clean end of the body).</summary>
    Complete,

    /// <summary>The body ended as HTTP allows and the end mark was not seen: silent truncation.</summary>
    Incomplete,

    /// <summary>The caller stopped it.</summary>
    Cancelled,

    /// <summary>Anything else, always with a <see cref="FailureKind"/>.</summary>
    Failed,
}

/// <summary>Whose fault a failed stream was.</summary>
[JsonConverter(typeof(WordConverter<FailureKind>))]
public enum FailureKind
{
    /// <summary>Reset, missing chunk terminator, short length, refused.</summary>
    Network,

    /// <summary>A clock of the client fired.</summary>
    Timeout,

    /// <summary>A status of 400 or more.</summary>
    Http,

    /// <summary>Bytes that the protocol does not allow.</summary>
    Protocol,

    /// <summary>The server said so in band: an error frame.</summary>
    Server,
}

/// <summary>What the frames of a stream mean.</summary>
[JsonConverter(typeof(WordConverter<Protocol>))]
public enum Protocol
{
    /// <summary>EdgeQuake's typed JSON frames, in one of its shapes.</summary>
    Edgequake,

    /// <summary>OpenAI-compatible chat completion chunks, ended by <c>[DONE]</c>.</summary>
    OpenaiChat,

    /// <summary>OpenAI responses: typed, numbered events, ended by <c>response.completed</c>.</summary>
    OpenaiResponses,

    /// <summary>Anthropic messages: content blocks, ended by <c>message_stop</c>.</summary>
    Anthropic,

    /// <summary>Ollama's lines of JSON, ended by <c>done:true</c>.</summary>
    Ollama,

    /// <summary>Plain Server-Sent Events; the clean end of the body is the end.</summary>
    Sse,

    /// <summary>Bytes with no meaning of ours.</summary>
    Raw,
}

/// <summary>Which EdgeQuake wire: the guide's, or one of the server's.</summary>
[JsonConverter(typeof(WordConverter<Shape>))]
public enum Shape
{
    /// <summary>The streaming guide's: <c>{"chunk":"Edge","type":"token"}</c>.</summary>
    Documented,

    /// <summary>The server's <c>stream_format: v1</c>: raw text, no end mark.</summary>
    V1,

    /// <summary>The server's default: <c>context</c>, <c>token</c> with <c>content</c>, <c>done</c> with stats.</summary>
    V2,

    /// <summary>The server's <c>stream_format: v3</c>: v2 with a <c>bundle</c> in the context.</summary>
    V3,

    /// <summary>The server's chat stream: <c>conversation</c> first, <c>done</c> with the message's id, a <c>title_update</c> after it.</summary>
    Chat,

    /// <summary>The server's graph stream: metadata, nodes, edges, done. It has no text.</summary>
    Graph,
}

/// <summary>Who plays a plan.</summary>
public enum LaneKind
{
    /// <summary>Scripted streams behind <c>SocketsHttpHandler.ConnectCallback</c>; in-process clients only.</summary>
    Memory,

    /// <summary>Our own accept loop on a real socket: byte-exact HTTP/1.1.</summary>
    Socket,

    /// <summary>ASP.NET's in-memory host; in-process clients only; no wire.</summary>
    Testhost,

    /// <summary>ASP.NET's server on a real socket: HTTP/2, whose frames are Kestrel's and whose resets are ours.</summary>
    Kestrel,
}

/// <summary>How a response body is delimited (RFC 9112, 6.3).</summary>
[JsonConverter(typeof(WordConverter<BodyFraming>))]
public enum BodyFraming
{
    /// <summary>Transfer-Encoding: chunked.</summary>
    Chunked,

    /// <summary>Content-Length.</summary>
    Length,

    /// <summary>The end of the connection.</summary>
    Close,
}
