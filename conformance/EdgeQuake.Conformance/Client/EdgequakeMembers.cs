using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>The frame types we read; every other is <see cref="Unknown"/>.</summary>
internal enum EdgequakeWord { None, Token, Thinking, Source, Context, Done, Error, Usage, Conversation, Unknown }

/// <summary>The members of one frame that mean something to us.</summary>
internal struct EdgequakeMembers
{
    public EdgequakeWord Type;
    public JsonSlice Chunk, Content, Source, Usage, Conversation;
    public ErrorFields Error;
    public bool WrongType, CountsTokens;
    public int SourcesAt;

    public static EdgequakeMembers Read(ref Utf8JsonReader json)
    {
        var m = default(EdgequakeMembers);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!m.Error.Take(ref json))
                m.Take(ref json);
        }

        JsonFields.End(ref json);
        return m;
    }

    private void Take(ref Utf8JsonReader json)
    {
        if (JsonFields.Is(ref json, "type"u8))
            Type = ReadType(ref json);
        else if (JsonFields.Is(ref json, "chunk"u8))
            Chunk = Text(ref json);
        else if (JsonFields.Is(ref json, "content"u8))
            Content = Text(ref json);
        else if (JsonFields.Is(ref json, "source"u8))
            Source = Next(ref json) ? SourceId(ref json) : default;
        else if (JsonFields.Is(ref json, "stats"u8) || JsonFields.Is(ref json, "usage"u8))
            Usage = Next(ref json) ? JsonFields.Object(ref json) : default;
        else if (JsonFields.Is(ref json, "conversation_id"u8))
            Conversation = Next(ref json) ? JsonFields.Scalar(ref json) : default;
        else if (JsonFields.Is(ref json, "tokens_used"u8))
            CountsTokens = Next(ref json) && JsonFields.Scalar(ref json).Said;
        else if (JsonFields.Is(ref json, "sources"u8) && Next(ref json) && json.TokenType == JsonTokenType.StartArray)
            SkipSources(ref json);
        else
            json.Skip();
    }

    private void SkipSources(ref Utf8JsonReader json)
    {
        SourcesAt = (int)json.TokenStartIndex;
        json.Skip();
    }

    private JsonSlice Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Null)
            return JsonFields.Content(ref json);
        WrongType = true;
        json.Skip();
        return default;
    }

    private static bool Next(ref Utf8JsonReader json) => json.Read();

    /// <summary>A source is its id, alone or as a member of an object.</summary>
    public static JsonSlice SourceId(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            return JsonFields.Scalar(ref json);
        var id = default(JsonSlice);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "id"u8) && json.Read())
                id = JsonFields.Scalar(ref json);
            else
                json.Skip();
        }

        return id;
    }

    private static EdgequakeWord ReadType(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return EdgequakeWord.Unknown;
        }

        return JsonFields.Is(ref json, "token"u8) ? EdgequakeWord.Token
            : JsonFields.Is(ref json, "thinking"u8) ? EdgequakeWord.Thinking
            : JsonFields.Is(ref json, "source"u8) ? EdgequakeWord.Source
            : JsonFields.Is(ref json, "context"u8) ? EdgequakeWord.Context
            : JsonFields.Is(ref json, "done"u8) ? EdgequakeWord.Done
            : JsonFields.Is(ref json, "error"u8) ? EdgequakeWord.Error
            : JsonFields.Is(ref json, "usage"u8) ? EdgequakeWord.Usage
            : JsonFields.Is(ref json, "conversation"u8) ? EdgequakeWord.Conversation
            : EdgequakeWord.Unknown;
    }
}
