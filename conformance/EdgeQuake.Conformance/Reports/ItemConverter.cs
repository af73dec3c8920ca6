using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeQuake.Conformance;

/// <summary>One report of a client in run.json: the very object that an adapter says on its line, and when we heard it: <c>{"at":12.5,"token":"Edge"}</c>.</summary>
internal sealed class ItemConverter : JsonConverter<TranscriptItem>
{
    public override TranscriptItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var said = document.RootElement.EnumerateObject().First(p => p.Name != "at");
        var at = new TimeSpan((long)(document.RootElement.GetProperty("at").GetDecimal() * TimeSpan.TicksPerMillisecond));
        return ItemReader.Read(said.Name, said.Value, at);
    }

    public override void Write(Utf8JsonWriter writer, TranscriptItem value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("at", value.At.Ticks / (decimal)TimeSpan.TicksPerMillisecond);
        switch (value)
        {
            case TranscriptItem.Event e:
                writer.WriteStartObject("event");
                writer.WriteString("type", e.Type);
                writer.WriteString("data", e.Data);
                writer.WriteString("id", e.Id);
                writer.WriteEndObject();
                break;
            case TranscriptItem.ToolCall call:
                writer.WriteStartObject("toolCall");
                writer.WriteNumber("index", call.Index);
                writer.WriteString("id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WriteString("arguments", call.Arguments);
                writer.WriteEndObject();
                break;
            case TranscriptItem.Usage usage:
                writer.WritePropertyName("usage");
                writer.WriteRawValue(usage.Json);
                break;
            case TranscriptItem.Restart restart:
                writer.WriteNumber("restart", restart.Attempt);
                break;
            default:
                var (name, text) = Worded(value);
                writer.WriteString(name, text);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>The reports that are one text, with their key.</summary>
    internal static (string Name, string Text) Worded(TranscriptItem item) => item switch
    {
        TranscriptItem.Token t => ("token", t.Text),
        TranscriptItem.Source s => ("source", s.Id),
        TranscriptItem.Thinking t => ("thinking", t.Text),
        TranscriptItem.Malformed m => ("malformed", m.Raw),
        TranscriptItem.Finish f => ("finish", f.Reason),
        TranscriptItem.Comment c => ("comment", c.Text),
        _ => throw new InvalidOperationException($"{item.GetType().Name} is no report of one text"),
    };
}
