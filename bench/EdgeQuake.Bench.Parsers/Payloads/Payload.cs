using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>A seeded answer as bytes: LF, one event a token, no end mark. 2 % of the tokens hold an escape, some are not ASCII.</summary>
/// <param name="Text">The tokens joined: what every path that extracts text must find.</param>
internal sealed record Payload(string Name, Protocol Protocol, byte[] Bytes, int Events, string Text)
{
    public const int Seed = 20260401;

    /// <summary>Events of a payload: also BenchmarkDotNet's operations per invocation.</summary>
    public const int Count = 2000;

    private static readonly string[] s_words =
        [" the", " graph", " links", " of", " a", "Edge", "Quake", " answer", ",", ".", " is", " fast", " entités", " 漢字", " 🦀", " reads", " token", " and", " vector", " index"];

    private static readonly string[] s_escaped = ["\n", "\n\n", "\"", " \\ ", "\t"];

    /// <summary>EdgeQuake's documented frames; OpenAI chunks that differ only in the token; and OpenAI chunks with one more field that always varies.</summary>
    public static IReadOnlyList<Payload> All { get; } =
    [
        Make("edgequake", Protocol.Edgequake, (token, _) => $$"""{"chunk":"{{token}}","type":"token"}"""),
        Make("openai", Protocol.OpenaiChat, (token, _) => Chunk(token, "")),
        Make("openai-varying", Protocol.OpenaiChat, (token, random) => Chunk(token, $",\"obfuscation\":\"{new string('x', random.Next(1, 24))}\"")),
    ];

    public double BytesPerEvent => (double)Bytes.Length / Events;

    private static string Chunk(string token, string more) =>
        """{"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion.chunk","created":1741570283,"model":"gpt-4o-mini-2024-07-18","service_tier":"default","system_fingerprint":"fp_06737a9306","choices":[{"index":0,"delta":{"content":"""
        + $"\"{token}\"" + """},"logprobs":null,"finish_reason":null}]""" + more + "}";

    private static Payload Make(string name, Protocol protocol, Func<string, Random, string> frame)
    {
        var random = new Random(Seed);
        var (stream, text) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < Count; i++)
        {
            var token = random.Next(100) < 2 ? s_escaped[random.Next(s_escaped.Length)] : s_words[random.Next(s_words.Length)];
            text.Append(token);
            stream.Append("data: ").Append(frame(Escape(token), random)).Append("\n\n");
        }

        return new(name, protocol, Encoding.UTF8.GetBytes(stream.ToString()), Count, text.ToString());
    }

    private static string Escape(string token) => token
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
