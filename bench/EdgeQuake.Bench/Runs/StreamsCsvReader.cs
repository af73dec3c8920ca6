using System.Globalization;
using System.IO.Compression;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>streams.csv.gz read back, as far as comparisons need it. Columns are found by name: further ones do not matter.</summary>
public static class StreamsCsvReader
{
    private static readonly string[] Needed = ["class", "planned_ms", "first_token_ms", "last_token_ms", "tokens"];

    /// <summary>The streams in the order of the file, or null and what is wrong, with its row.</summary>
    public static IReadOnlyList<StreamSample>? Read(byte[] gzip, out string? problem)
    {
        try
        {
            using var reader = new StreamReader(new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress), Encoding.UTF8);
            return Parse(reader.ReadToEnd(), out problem);
        }
        catch (InvalidDataException e)
        {
            problem = $"this is no gzip file: {e.Message}";
            return null;
        }
    }

    internal static IReadOnlyList<StreamSample>? Parse(string csv, out string? problem)
    {
        var rows = Rows(csv).ToList();
        var columns = rows.Count == 0 ? [] : rows[0].Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i);
        if (Needed.FirstOrDefault(n => !columns.ContainsKey(n)) is { } missing)
        {
            problem = $"there is no column '{missing}'; expected the streams.csv.gz of a load run";
            return null;
        }

        var streams = new List<StreamSample>();
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Count != columns.Count || Sample(name => columns.TryGetValue(name, out var at) ? rows[i][at] : "") is not { } sample)
            {
                problem = $"row {i + 1} is no stream";
                return null;
            }

            streams.Add(sample);
        }

        problem = null;
        return streams;
    }

    private static StreamSample? Sample(Func<string, string> cell)
    {
        var kept = cell("gaps").Length > 0;
        var gaps = kept ? GapSketch.Parse(cell("gaps")) : cell("tokens") is "0" or "1" ? new GapSketch([]) : null;
        return Words.Parse<StreamClass>(cell("class")) is { } kind && Ms(cell("planned_ms")) is { } planned && int.TryParse(cell("tokens"), NumberStyles.None, CultureInfo.InvariantCulture, out var tokens)
            && (gaps is not null || !kept)
            ? new(kind, planned, Ms(cell("first_token_ms")), Ms(cell("last_token_ms")), tokens, cell("good") switch { "1" => true, "0" => false, _ => null }) { Gaps = gaps }
            : null;
    }

    private static TimeSpan? Ms(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) ? TimeSpan.FromTicks((long)Math.Round(ms * TimeSpan.TicksPerMillisecond)) : null;

    /// <summary>RFC 4180: a quoted field may hold commas, line ends and doubled quotes.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Rows(string csv)
    {
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                field.Append(c);
            }
            else if (c != '\r')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
        }
    }
}
