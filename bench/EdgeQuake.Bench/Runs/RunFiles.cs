namespace EdgeQuake.Bench;

/// <summary>The files of a load run in one folder: run.json, streams.csv.gz, latency.hlog, report.html, report.md, and tokens.csv.gz where it is asked for.</summary>
public static class RunFiles
{
    /// <summary>Writes all that can be written; what fails is returned, one line for each cause, and never loses the others. run.json comes first.</summary>
    public static IReadOnlyList<string> Write(string folder, LoadResult result, bool timelines = false)
    {
        (string Name, Func<byte[]> Content)[] files =
        [
            ("run.json", () => Utf8(RunJson.Write(result))),
            ("streams.csv.gz", () => StreamsCsv.Gzip(result.Streams, result.Meets)),
            ("latency.hlog", () => HistogramLog.Bytes(result)),
            .. timelines ? new (string Name, Func<byte[]> Content)[] { ("tokens.csv.gz", () => Tokens(result)) } : [],
            ("report.html", () => Utf8(LoadHtml.Render(result))),
            ("report.md", () => Utf8(LoadMarkdown.Render(result))),
        ];
        return FolderFiles.Write(folder, files);
    }

    private static byte[] Tokens(LoadResult result)
    {
        using var buffer = new MemoryStream();
        TokensCsv.Write(buffer, result.Streams);
        return buffer.ToArray();
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
