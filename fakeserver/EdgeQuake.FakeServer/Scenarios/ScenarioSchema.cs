using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>The JSON schema of scenario files for editors, from the rows of <see cref="KeyTable"/>: keys, words and units. The loader knows more and has the last word.</summary>
public static class ScenarioSchema
{
    private const string Time = @"^\d+(\.\d+)?\s*(us|ms|s|m)$";

    /// <summary>As published in <c>fakeserver/scenarios/scenario.schema.json</c>, with a line feed at its end.</summary>
    public static string Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", "Scenario file of EdgeQuake.FakeServer");
            AnyOf(json, j => Ref(j, "scenario"), j => ListOf(j, i => Ref(i, "scenario")), j => Ref(j, "mix-file"));
            json.WriteStartObject("definitions");
            foreach (var owner in KeyTable.All.Select(k => k.Owner).Distinct())
            {
                Owner(json, owner);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Keys may stand one level up where there is only one exchange or attempt.</summary>
    private static string[] Owners(string owner) => owner switch
    {
        "scenario" => ["scenario", "exchange", "attempt"],
        "exchange" => ["exchange", "attempt"],
        _ => [owner],
    };

    private static void Owner(Utf8JsonWriter json, string owner)
    {
        json.WriteStartObject(owner);
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        if (owner == "step")
        {
            json.WriteNumber("minProperties", 1);
            json.WriteNumber("maxProperties", 1);
        }

        if (owner == "scenario")
        {
            json.WriteStartArray("required");
            json.WriteStringValue("scenario");
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        foreach (var key in Owners(owner).SelectMany(KeyTable.Of).DistinctBy(k => k.Name))
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.About);
            Value(json, key, owner);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, Key key, string owner)
    {
        switch (key.Kind)
        {
            case "word" when key is { Values: { } resets, Of: { } inside }:
                AnyOf(json, j => Words(j, resets), j => Ref(j, inside), j => j.WriteString("type", "null"));
                break;
            case "word" when key.Values is { } words:
                Words(json, words);
                break;
            case "word" when key.Name == "write" && owner == "scenario":
                AnyOf(json, Plain, j => ListOf(j, Plain));
                break;
            case "number" when key.Name is "fraction" or "factor":
                json.WriteString("type", "number");
                break;
            case "number":
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", 0);
                break;
            case "flag":
                json.WriteString("type", "boolean");
                break;
            case "range":
                AnyOf(json, j => j.WriteString("type", "integer"), j => Pattern(j, @"^\d+(\.\.\d+)?$"));
                break;
            case "speed":
                Pattern(json, @"^(off|\d+(B|KiB|MiB)?/(s|\d+(\.\d+)?\s*(us|ms|s|m)))$");
                break;
            case "duration":
                Duration(json, key);
                break;
            case "pace":
                AnyOf(json, j => Words(j, [.. Paces.All.Keys]), j => Ref(j, key.Of!));
                break;
            case "list" or "steps":
                Items(json, key);
                break;
            case "map" when key.Of is null:
                json.WriteString("type", "object");
                break;
            case "map" or "step":
                Ref(json, key.Of ?? "step");
                break;
            case "none":
                json.WriteString("type", "null");
                break;
            case "text" when key.Of is { } inner:
                AnyOf(json, Plain, j => Ref(j, inner));
                break;
            case "text" or "word":
                Plain(json);
                break;
        }
    }

    private static void Items(Utf8JsonWriter json, Key key)
    {
        Action<Utf8JsonWriter> item = key switch
        {
            { Kind: "steps" } => j => Ref(j, "step"),
            { Values: { } words } => j => Words(j, words),
            { Of: { } owner } when owner != "tokens" => j => Ref(j, owner),
            _ => Plain,
        };
        if (key.Kind == "steps")
        {
            ListOf(json, item);
            return;
        }

        AnyOf(json, j => ListOf(j, item), key.Of == "tokens" ? j => Ref(j, "tokens") : item);
    }

    /// <summary>Limits are plain durations; what is played may be drawn.</summary>
    private static void Duration(Utf8JsonWriter json, Key key)
    {
        if (key.Owner is "client" or "expect" || key.Name is "stall" or "keep-alive")
        {
            AnyOf(json, j => Pattern(j, Time), j => j.WriteString("type", "null"));
            return;
        }

        AnyOf(json, j => Pattern(j, Time), j => Pattern(j, $@"^({string.Join('|', Distributions.All.Select(f => f.Name))})\(.+\)$"), j => ListOf(j, i => Pattern(i, Time)));
    }

    private static void AnyOf(Utf8JsonWriter json, params Action<Utf8JsonWriter>[] schemas)
    {
        json.WriteStartArray("anyOf");
        foreach (var schema in schemas)
        {
            json.WriteStartObject();
            schema(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ListOf(Utf8JsonWriter json, Action<Utf8JsonWriter> item)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        item(json);
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, IReadOnlyList<string> words) => Strings(json, "enum", words);

    /// <summary>A plain YAML number, true or null is read as its text where text is asked for.</summary>
    private static void Plain(Utf8JsonWriter json) => Strings(json, "type", ["string", "number", "boolean", "null"]);

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Pattern(Utf8JsonWriter json, string pattern)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
    }

    private static void Ref(Utf8JsonWriter json, string owner) => json.WriteString("$ref", "#/definitions/" + owner);
}
