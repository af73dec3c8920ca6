using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>JSON that we show: indented pages or single lines, letters as letters, times in microseconds.</summary>
internal static class JsonPages
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(Action<Utf8JsonWriter> write) => Of(write, Readable);

    public static string Line(Action<Utf8JsonWriter> write) => Of(write, Short);

    /// <summary>Microseconds with the clock's resolution of 0.1 µs; null = did not happen.</summary>
    public static void Time(Utf8JsonWriter w, string name, TimeSpan? time)
    {
        if (time is { } t)
        {
            w.WriteNumber(name, t.Ticks / 10m);
        }
        else
        {
            w.WriteNull(name);
        }
    }

    public static void Number(Utf8JsonWriter w, string name, long? value)
    {
        if (value is { } n)
        {
            w.WriteNumber(name, n);
        }
        else
        {
            w.WriteNull(name);
        }
    }

    public static void List(Utf8JsonWriter w, string name, IReadOnlyList<string> items)
    {
        w.WriteStartArray(name);
        foreach (var item in items)
        {
            w.WriteStringValue(item);
        }

        w.WriteEndArray();
    }

    private static string Of(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
