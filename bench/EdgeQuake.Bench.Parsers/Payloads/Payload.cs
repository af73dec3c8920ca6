using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>A seeded answer as bytes: one event a token, no end mark. 2 % of the tokens hold an escape, some are not ASCII.</summary>
/// <param name="Text">The tokens joined: what every path that extracts text must find.</param>
/// <param name="Reads">Most bytes that a read gives: 1,400 is a TCP segment; 65,536 a fast server and a full socket buffer; 1 the worst that a network can do.</param>
/// <param name="Eol">Line ends.</param>
internal sealed record Payload(string Name, Protocol Protocol, byte[] Bytes, int Events, string Text, IReadOnlyList<int> Reads, string Eol = "\n")
{
    public const int Seed = 20260401;

    /// <summary>Events of a payload: also BenchmarkDotNet's operations per invocation.</summary>
    public const int Count = 2000;

    private static readonly string[] s_words =
        [" the", " graph", " links", " of", " a", "Edge", "Quake", " answer", ",", ".", " is", " fast", " entités", " 漢字", " 🦀", " reads", " token", " and", " vector", " index"];

    private static readonly string[] s_escaped = ["\n", "\n\n", "\"", " \\ ", "\t"];

    /// <summary>
    /// EdgeQuake's documented frames; OpenAI chunks that differ only in the token; OpenAI chunks with one more field that always varies; EdgeQuake's frames with a comment
    /// before each, with CR LF, and of 1 MiB.
    /// </summary>
    public static IReadOnlyList<Payload> All { get; } =
    [
        Make("edgequake", Protocol.Edgequake, Documented, [1, 1400, 65536]),
        Make("openai", Protocol.OpenaiChat, (token, _) => Chunk(token, ""), [1400, 65536]),
        Make("openai-varying", Protocol.OpenaiChat, (token, random) => Chunk(token, $",\"obfuscation\":\"{new string('x', random.Next(1, 24))}\""), [1400, 65536]),
        Make("comments", Protocol.Edgequake, Documented, [1400], comment: ": keep-alive\n\n"),
        Make("crlf", Protocol.Edgequake, Documented, [1400], eol: "\r\n"),
        Huge(),
    ];

    /// <summary>An EdgeQuake answer of so many tokens.</summary>
    public static Payload Answer(int tokens) => Make($"{tokens} tokens", Protocol.Edgequake, Documented, [1400], count: tokens);

    public double BytesPerEvent => (double)Bytes.Length / Events;

    private static string Chunk(string token, string more) =>
        """{"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion.chunk","created":1741570283,"model":"gpt-4o-mini-2024-07-18","service_tier":"default","system_fingerprint":"fp_06737a9306","choices":[{"index":0,"delta":{"content":"""
        + $"\"{token}\"" + """},"logprobs":null,"finish_reason":null}]""" + more + "}";

    private static string Documented(string token, Random random) => $$"""{"chunk":"{{token}}","type":"token"}""";

    private static Payload Huge()
    {
        var token = string.Concat(Enumerable.Repeat("0123456789abcde ", 1 << 16));
        var frame = $"data: {Documented(token, new Random(Seed))}\n\n";
        return new("1-mib", Protocol.Edgequake, Encoding.UTF8.GetBytes(frame + frame), 2, token + token, [1400, 65536]);
    }

    private static Payload Make(string name, Protocol protocol, Func<string, Random, string> frame, IReadOnlyList<int> reads, string eol = "\n", string comment = "", int count = Count)
    {
        var random = new Random(Seed);
        var (stream, text) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < count; i++)
        {
            var token = random.Next(100) < 2 ? s_escaped[random.Next(s_escaped.Length)] : s_words[random.Next(s_words.Length)];
            text.Append(token);
            stream.Append(comment).Append("data: ").Append(frame(Escape(token), random)).Append(eol).Append(eol);
        }

        return new(name, protocol, Encoding.UTF8.GetBytes(stream.ToString()), count, text.ToString(), reads, eol);
    }

    private static string Escape(string token) => token
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
