using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// What an error says of itself, in the shapes servers use: <c>{"error":"…"}</c>, <c>{"error":{"message","code","type"}}</c>,
/// <c>{"message","code"}</c>, <c>{"error":"rate_limit_exceeded","message":"…"}</c>, and problem+json (<c>title</c>, <c>detail</c>).
/// </summary>
internal struct ErrorFields
{
    private JsonSlice _message, _code, _error, _type, _detail;
    private bool _hasError;

    /// <summary>A member <c>error</c> that is not null was there.</summary>
    public readonly bool HasError => _hasError;

    public readonly JsonSlice Message => First(_message, _detail, _error);

    /// <summary>The code; else, beside a message, the word in <c>error</c>; else the error object's type.</summary>
    public readonly JsonSlice Code => First(_code, _message.Said ? _error : default, _type);

    /// <summary>Takes a top-level member when it is one of ours. The reader stands on its name; if taken, it then stands at the end of the value.</summary>
    public bool Take(ref Utf8JsonReader json)
    {
        if (JsonFields.Is(ref json, "message"u8))
            _message = Value(ref json);
        else if (JsonFields.Is(ref json, "code"u8))
            _code = Value(ref json);
        else if (JsonFields.Is(ref json, "detail"u8) || (!_detail.Said && JsonFields.Is(ref json, "title"u8)))
            _detail = Value(ref json);
        else if (JsonFields.Is(ref json, "error"u8))
            TakeError(ref json);
        else
            return false;
        return true;
    }

    private void TakeError(ref Utf8JsonReader json)
    {
        json.Read();
        _hasError = json.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            _error = JsonFields.Scalar(ref json);
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "message"u8))
                _message = Value(ref json);
            else if (JsonFields.Is(ref json, "code"u8))
                _code = Value(ref json);
            else if (JsonFields.Is(ref json, "type"u8))
                _type = Value(ref json);
            else
                json.Skip();
        }
    }

    private static JsonSlice Value(ref Utf8JsonReader json)
    {
        json.Read();
        return JsonFields.Scalar(ref json);
    }

    private static JsonSlice First(JsonSlice a, JsonSlice b, JsonSlice c) => a.Said ? a : b.Said ? b : c;
}
