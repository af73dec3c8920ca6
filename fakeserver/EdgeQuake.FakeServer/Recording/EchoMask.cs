using System.Text;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>Masks in an answer what the request kept secret, and tokens that the answer hands out; byte for byte, so that framing and lengths still hold.</summary>
/// <remarks>
/// A value that is cut by a read is still found: its first four bytes or more are masked at the end of one read, the rest at the start of the next. One that
/// the server cuts by a chunk header, or compresses, is not; nor is a token handed out in two reads.
/// </remarks>
internal sealed partial class EchoMask
{
    private const int Shortest = 8, Recognised = 4;

    private readonly string[] secrets;
    private string tail = "";

    public EchoMask(RequestFacts facts) =>
        secrets = [.. Secrets.Values(facts).Concat(BodySecrets.Values(facts.Body)).Where(v => v.Length >= Shortest).Distinct(StringComparer.Ordinal)];

    /// <summary>The bytes of the next read, masked.</summary>
    public ReadOnlyMemory<byte> Masked(ReadOnlyMemory<byte> read)
    {
        var text = Encoding.Latin1.GetString(read.Span);
        var joined = tail + text;
        var spans = secrets.SelectMany(s => Found(joined, s)).Concat(HandedOut().Matches(joined).Select(m => (m.Groups["value"].Index, m.Groups["value"].Length))).ToList();
        var masked = spans.Count == 0 ? read : Starred(read, spans, tail.Length);
        var keep = secrets.Length == 0 ? 0 : Math.Min(joined.Length, secrets.Max(s => s.Length) - 1);
        tail = joined[^keep..];
        return masked;
    }

    /// <summary>A header's value, masked where it holds a secret.</summary>
    public string Masked(string value) => secrets.Aggregate(value, (v, s) => v.Replace(s, "***", StringComparison.Ordinal));

    private static IEnumerable<(int At, int Length)> Found(string text, string secret)
    {
        for (var at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at + secret.Length, StringComparison.Ordinal))
        {
            yield return (at, secret.Length);
        }

        for (var n = Math.Min(secret.Length - 1, text.Length); n >= Recognised; n--)
        {
            if (text.EndsWith(secret[..n], StringComparison.Ordinal))
            {
                yield return (text.Length - n, n);
                break;
            }
        }
    }

    private static byte[] Starred(ReadOnlyMemory<byte> read, List<(int At, int Length)> spans, int before)
    {
        var bytes = read.ToArray();
        foreach (var (at, length) in spans)
        {
            var from = Math.Max(0, at - before);
            var to = Math.Max(0, at + length - before);
            bytes.AsSpan(from, to - from).Fill((byte)'*');
        }

        return bytes;
    }

    [GeneratedRegex(
        """(?<="((access|refresh|id)[-_]?token|(x-)?api[-_]?key|password|(client[-_]?)?secret)"\s{0,4}:\s{0,4}")(?<value>[^"\\]+)(?=")""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HandedOut();
}
