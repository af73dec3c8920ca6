using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>tokens.csv.gz: one row per token event of every stream, failed ones too: what other tools' figures are recomputed from. Times in ms since the start of the run.</summary>
public static class TokensCsv
{
    /// <summary>stream and token are numbers from 0; read is the number of the read within its stream: tokens of one read share a stamp.</summary>
    public const string Head = "stream,token,at_ms,read,characters";

    /// <summary>Written row by row: a run of 100,000 streams has millions.</summary>
    public static void Write(Stream to, IReadOnlyList<StreamTimeline> streams)
    {
        using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        using var csv = new StreamWriter(gzip, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        csv.WriteLine(Head);
        foreach (var stream in streams.OrderBy(s => s.Number))
        {
            for (var i = 0; i < stream.Tokens.Count; i++)
            {
                var token = stream.Tokens[i];
                csv.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stream.Number},{i},{token.At.TotalMilliseconds:0.####},{token.Read},{token.Characters}"));
            }
        }
    }
}
