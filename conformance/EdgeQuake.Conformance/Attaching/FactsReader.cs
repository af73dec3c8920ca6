using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Reads what a client says about itself: the answer to <c>hello</c>, or the <c>facts</c> of an adapter.yaml. Every mistake is named, none is guessed away.</summary>
internal sealed class FactsReader(List<FactsFault> faults)
{
    /// <summary>The facts, or null when <paramref name="faults"/> holds the reasons.</summary>
    internal static ClientFacts? Read(JsonElement hello, WayIn way, List<FactsFault> faults)
    {
        var reader = new FactsReader(faults);
        reader.Keys(hello, "", AdapterWords.Hello);
        var facts = new ClientFacts(
            reader.Text(hello, "name") ?? "", reader.Text(hello, "version") ?? "", reader.Text(hello, "language") ?? "",
            reader.Text(hello, "homepage", required: false),
            reader.WordList(hello, "apis", AdapterWords.Apis, required: true), reader.WordList(hello, "profiles", AdapterWords.Profiles, required: true),
            reader.WordList(hello, "capabilities", AdapterWords.Capabilities, required: false),
            reader.Whole(hello, "parallel", 1) ?? 1, PolicyReader.Read(hello, reader), way, reader.Text(hello, "source", required: false));
        return faults.Count == 0 ? facts : null;
    }

    /// <summary>Names every key that is not one of <paramref name="known"/>.</summary>
    internal void Keys(JsonElement map, string prefix, string[] known)
    {
        foreach (var key in map.EnumerateObject().Select(p => p.Name).Where(k => !known.Contains(k, StringComparer.Ordinal)))
        {
            faults.Add(new FactsFault(prefix + key, $"unknown key '{key}'", string.Join(", ", known), Words.Nearest(key, known)));
        }
    }

    internal string? Text(JsonElement map, string key, bool required = true)
    {
        if (!Has(map, key, out var value))
        {
            return required ? Wrong<string>(key, "missing", "a text") : null;
        }

        return value.ValueKind == JsonValueKind.String && JsonText.Of(value) is { Length: > 0 } text
            ? text
            : Wrong<string>(key, $"is {Shown(value)}", "a text that is not empty");
    }

    internal int? Whole(JsonElement map, string key, int least, string prefix = "")
    {
        if (!Has(map, key, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) && n >= least)
        {
            return n;
        }

        Wrong<object>(prefix + key, $"is {Shown(value)}", $"a whole number of {least} or more");
        return null;
    }

    internal T? Wrong<T>(string path, string what, string expected) where T : class
    {
        faults.Add(new FactsFault(path, what, expected));
        return null;
    }

    internal void Unknown(string path, string word, IReadOnlyCollection<string> known) => faults.Add(FactsFault.Unknown(path, word, known));

    /// <summary>False for a key that is absent or null.</summary>
    internal static bool Has(JsonElement map, string key, out JsonElement value) =>
        map.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    internal static string Shown(JsonElement value)
    {
        var raw = value.GetRawText();
        return raw.Length <= 40 ? raw : raw[..40] + "…";
    }

    private string[] WordList(JsonElement map, string key, string[] known, bool required)
    {
        if (!Has(map, key, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            if (required || list.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                faults.Add(new FactsFault(key, list.ValueKind == JsonValueKind.Undefined ? "missing" : "is no list", $"a list of {string.Join(", ", known)}"));
            }

            return [];
        }

        var words = list.EnumerateArray().Select(w => w.ValueKind == JsonValueKind.String ? w.GetString()! : w.GetRawText()).ToArray();
        for (var i = 0; i < words.Length; i++)
        {
            if (!known.Contains(words[i], StringComparer.Ordinal))
            {
                Unknown($"{key}[{i}]", words[i], known);
            }
        }

        if (required && words.Length == 0)
        {
            faults.Add(new FactsFault(key, "is empty", $"at least one of {string.Join(", ", known)}"));
        }

        return words;
    }
}
