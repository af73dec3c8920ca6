using System.Text;
using System.Text.RegularExpressions;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in reading the retry field, each as the field that a right client would have to be sent to wait the same.</summary>
internal static partial class RetryFieldMutants
{
    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("retry-stops-at-the-point", "A retry value is read up to its decimal point.", Events, l => Decimal().Replace(l, "retry: ${n}")),
        Mutant.Lines("retry-empty-is-zero", "A retry field without a value is zero.", Events, l => l is "retry" or "retry:" or "retry: " ? "retry: 0" : l),
        Mutant.Lines("retry-any-digits", "Digits of any script are digits.", Events, AnyDigits),
        Mutant.Lines("retry-takes-a-sign", "A plus is left out, and less than nothing is nothing.", Events, l => Minus().Replace(Plus().Replace(l, "retry: ${n}"), "retry: 0")),
        Mutant.Lines("retry-takes-underscores", "Underscores between digits are left out.", Events, l => Underscores().IsMatch(l) ? l.Replace("_", "", StringComparison.Ordinal) : l),
        Mutant.Lines("retry-zero-is-nothing", "A retry value of zero is left out.", Events, l => l is "retry: 0" or "retry:0" ? ":" : l),
        Mutant.Reads("retry-needs-an-event", "A retry field holds only where data follows it in its block.", Events, LineChange.Of(WithData)),
        Mutant.Sends("retry-once", "A reconnection time holds for one reconnection.", Events, Once),
    ];

    // Lines are Latin-1 here: bytes that no one has decoded yet.
    private static string AnyDigits(string line)
    {
        if (!line.StartsWith("retry: ", StringComparison.Ordinal))
            return line;
        var value = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line[7..]));
        return value.Length > 0 && value.All(char.IsDigit) ? "retry: " + string.Concat(value.Select(c => (int)char.GetNumericValue(c))) : line;
    }

    private static Func<string, string?> WithData()
    {
        string? held = null;
        return line =>
        {
            if (line.StartsWith("retry", StringComparison.Ordinal))
            {
                held = line;
                return null;
            }

            var before = line.StartsWith("data", StringComparison.Ordinal) ? held : null;
            if (before is not null || line.Length == 0)
                held = null;
            return before is null ? line : $"{before}\n{line}";
        };
    }

    // The second connection and all later ones begin with a time of their own.
    private static ChangedHandler Once(HttpMessageHandler handler)
    {
        var first = true;
        return new ChangedHandler(handler)
        {
            Body = () =>
            {
                var change = first ? BodyChange.Bytes(b => b)() : new Preceded("retry: 1\n\n");
                first = false;
                return change;
            },
        };
    }

    private sealed class Preceded(string text) : BodyChange
    {
        private string _before = text;

        internal override byte[] Change(ReadOnlySpan<byte> read)
        {
            byte[] changed = [.. Encoding.UTF8.GetBytes(_before), .. read];
            _before = "";
            return changed;
        }
    }

    [GeneratedRegex("^retry: (?<n>[0-9]+)\\.[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex("^retry: \\+(?<n>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plus();

    [GeneratedRegex("^retry: -[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Minus();

    [GeneratedRegex("^retry: [0-9]+(_[0-9]+)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Underscores();
}
