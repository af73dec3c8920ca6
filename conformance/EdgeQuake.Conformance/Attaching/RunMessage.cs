using System.Buffers;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Writes what we say to an adapter: <c>hello</c>, <c>run</c>, <c>cancel</c>; one JSON object and a LF each.</summary>
internal static class RunMessage
{
    /// <summary>The version of the protocol; an adapter that knows another should say so on stderr and exit.</summary>
    internal const int Protocol = 1;

    internal static byte[] Hello() => Line(json =>
    {
        json.WriteString("cmd", "hello");
        json.WriteNumber("protocol", Protocol);
    });

    internal static byte[] Cancel(int seq) => Line(json =>
    {
        json.WriteString("cmd", "cancel");
        json.WriteNumber("seq", seq);
    });

    internal static byte[] Run(RunRequest run) => Line(json =>
    {
        json.WriteString("cmd", "run");
        json.WriteNumber("seq", run.Seq);
        json.WriteString("case", run.Case);
        json.WriteString("api", run.Api);
        json.WriteString("origin", run.Origin.AbsoluteUri.TrimEnd('/'));
        json.WriteString("url", run.Url.AbsoluteUri);
        json.WritePropertyName("request");
        json.WriteRawValue(run.Request);
        json.WriteStartArray("turns");
        foreach (var turn in run.Turns)
        {
            json.WriteStringValue(turn);
        }

        json.WriteEndArray();
        Options(json, run.Options);
        Cancel(json, run.Cancel);
    });

    private static void Options(Utf8JsonWriter json, RunOptions options)
    {
        json.WriteStartObject("options");
        json.WriteStartObject("headers");
        foreach (var header in options.Headers)
        {
            json.WriteString(header.Name, header.Value);
        }

        json.WriteEndObject();
        Whole(json, "retries", options.Retries);
        Whole(json, "idleMs", options.Idle?.TotalMilliseconds);
        Whole(json, "overallMs", options.Overall?.TotalMilliseconds);
        Whole(json, "limitBytes", options.Limit);
        json.WriteBoolean("resume", options.Resume);
        json.WriteBoolean("keep", options.Keep);
        if (options.Iterate > 1)
            json.WriteNumber("iterate", options.Iterate);
        json.WriteEndObject();
    }

    private static void Cancel(Utf8JsonWriter json, CancelAt? cancel)
    {
        if (cancel is null)
        {
            json.WriteNull("cancel");
            return;
        }

        json.WriteStartObject("cancel");
        json.WriteString("at", Words.Of(cancel.At));
        Whole(json, "n", cancel.At == CancelMoment.Token ? cancel.Token : null);
        Whole(json, "ms", cancel.At == CancelMoment.After ? cancel.After.TotalMilliseconds : null);

        // Left out where it says nothing new: an adapter that was written before the word came knows what it is sent.
        if (cancel.How != CancelWay.Tell)
            json.WriteString("how", Words.Of(cancel.How));
        json.WriteEndObject();
    }

    private static void Whole(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, (long)Math.Round(number));
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static byte[] Line(Action<Utf8JsonWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }
}
