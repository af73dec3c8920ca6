using System.Globalization;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The key <c>client</c>: what the driver of the client is told to do.</summary>
internal static class ClientReader
{
    public static ClientSpec Read(Fields scenario)
    {
        if (scenario.Value("client") is not { } node)
        {
            return ClientSpec.Default;
        }

        var f = new Fields(scenario.Reading, node, "client");
        if (f.Value("request") is { } asked and not YamlMappingNode)
        {
            f.Reading.Add(asked, $"request is {Reading.KindOf(asked)}", "a map: { query: What is RAG? }");
        }

        var streams = f.Number("streams") ?? 1;
        return new ClientSpec(
            f.Value("request") is { } request ? YamlToJson.Text(request) : ClientSpec.Default.Request,
            [.. f.Pairs("headers").Select(p => new HttpField(p.Key, p.Value ?? ""))],
            f.Number("retries"),
            f.Duration("idle"),
            f.Duration("overall"),
            f.Flag("resume"),
            streams,
            f.Value("cancel") is { } cancel ? Cancel(new Fields(f.Reading, cancel, "cancel"), streams) : null,
            f.Texts("turns"),
            Limit(f),
            f.Number("iterate") ?? 1);
    }

    private static int? Limit(Fields f)
    {
        if (f.Text("limit") is not { } text)
        {
            return null;
        }

        if (ByteSize.Parse(text) is { } bytes and > 0)
        {
            return bytes;
        }

        f.Reading.Add(f.Value("limit")!, $"'{text}' for limit", "a number of bytes from 1B to 64MiB: 64KiB");
        return null;
    }

    private static CancelAt? Cancel(Fields f, int streams)
    {
        var stream = f.Number("stream");
        if (stream is { } one && (streams < 2 || one < 1 || one > streams))
        {
            f.Reading.Add(f.Value("stream")!, $"stream {one} of {streams}", "one of several streams, from 1");
        }

        return Moment(f) is { } at ? at with { Stream = stream } : null;
    }

    private static CancelAt? Moment(Fields f)
    {
        var how = f.Word<CancelWay>("how") ?? CancelWay.Tell;
        var words = (f.Text("at") ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        var moment = Words.Parse<CancelMoment>(words[0]);
        switch (moment)
        {
            case CancelMoment.Token when words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n):
                return new CancelAt(CancelMoment.Token, n, How: how);
            case { } other when how != CancelWay.Tell:
                f.Reading.Add(f.Value("how")!, $"how {Words.Of(how)} at {Words.Of(other)}", "how with at: token 3, where the caller's own code runs");
                return null;
            case CancelMoment.After when words.Length == 2 && Duration.Parse(words[1]) is { } after:
                return new CancelAt(CancelMoment.After, After: after);
            case { } plain when words.Length == 1 && plain is not (CancelMoment.Token or CancelMoment.After):
                return new CancelAt(plain);
            default:
                f.Reading.Add(f.Value("at") ?? f.Node, $"'{string.Join(' ', words)}' for at", "before-headers, headers, token 3, stall, backoff, after 300ms, error, end or stdout-closed", Words.Nearest(words[0], Words.All<CancelMoment>()));
                return null;
        }
    }
}
