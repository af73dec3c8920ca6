using System.Globalization;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>Reads a declared policy: <c>{"retries":2,"base":"500ms","retryOn":[429,"5xx","network"],…}</c>. What is not said has the default of <see cref="ClientPolicy"/>.</summary>
internal static class PolicyReader
{
    internal static ClientPolicy Read(JsonElement facts, FactsReader reader)
    {
        if (!FactsReader.Has(facts, "policy", out var policy))
        {
            return ClientPolicy.None;
        }

        if (policy.ValueKind != JsonValueKind.Object)
        {
            reader.Wrong<object>("policy", $"is {FactsReader.Shown(policy)}", "an object");
            return ClientPolicy.None;
        }

        reader.Keys(policy, "policy.", AdapterWords.Policy);
        var none = ClientPolicy.None;
        return new ClientPolicy(
            reader.Whole(policy, "retries", 0, "policy."), Flag(policy, "countsFirst", reader), Duration(policy, "base", reader),
            Number(policy, "factor", 1, 100, reader) ?? none.Factor, Duration(policy, "cap", reader), Number(policy, "jitter", 0, 1, reader) ?? none.Jitter,
            RetryOn(policy, reader), Flag(policy, "retryPost", reader),
            Word(policy, "afterFirstToken", AdapterWords.AfterFirstToken, reader) ?? none.AfterFirstToken,
            Word(policy, "timeout", AdapterWords.Timeout, reader) ?? none.Timeout, Word(policy, "malformed", AdapterWords.Malformed, reader) ?? none.Malformed);
    }

    /// <summary><c>500ms</c>, <c>8s</c>, <c>1.5m</c>; null when it is none.</summary>
    internal static TimeSpan? Duration(string text)
    {
        var unit = text.EndsWith("ms", StringComparison.Ordinal) ? "ms" : text.EndsWith('s') ? "s" : text.EndsWith('m') ? "m" : "";
        return unit.Length > 0 && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            ? TimeSpan.FromMilliseconds(n * (unit == "ms" ? 1 : unit == "s" ? 1000 : 60_000))
            : null;
    }

    private static TimeSpan? Duration(JsonElement policy, string key, FactsReader reader)
    {
        if (!FactsReader.Has(policy, key, out var value))
        {
            return null;
        }

        var duration = value.ValueKind == JsonValueKind.String ? Duration(value.GetString()!) : null;
        if (duration is null)
        {
            reader.Wrong<object>("policy." + key, $"is {FactsReader.Shown(value)}", "a duration such as \"500ms\" or \"8s\"");
        }

        return duration;
    }

    private static bool Flag(JsonElement policy, string key, FactsReader reader)
    {
        if (!FactsReader.Has(policy, key, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            reader.Wrong<object>("policy." + key, $"is {FactsReader.Shown(value)}", "true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private static double? Number(JsonElement policy, string key, double least, double most, FactsReader reader)
    {
        if (!FactsReader.Has(policy, key, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is var n && n >= least && n <= most)
        {
            return n;
        }

        reader.Wrong<object>("policy." + key, $"is {FactsReader.Shown(value)}", $"a number from {least} to {most}");
        return null;
    }

    private static string? Word(JsonElement policy, string key, string[] known, FactsReader reader)
    {
        if (!FactsReader.Has(policy, key, out var value))
        {
            return null;
        }

        var word = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (!known.Contains(word, StringComparer.Ordinal))
        {
            reader.Unknown("policy." + key, word, known);
        }

        return word;
    }

    private static List<string>? RetryOn(JsonElement policy, FactsReader reader)
    {
        if (!FactsReader.Has(policy, "retryOn", out var list))
        {
            return null;
        }

        var words = new List<string>();
        foreach (var item in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [list])
        {
            var word = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            if (word is not ("network" or "4xx" or "5xx") && !(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599))
            {
                reader.Wrong<object>($"policy.retryOn[{words.Count}]", $"is {FactsReader.Shown(item)}", "a status, \"4xx\", \"5xx\" or \"network\"");
            }

            words.Add(word);
        }

        return words;
    }
}
