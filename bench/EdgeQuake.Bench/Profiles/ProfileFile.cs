using EdgeQuake.FakeServer;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EdgeQuake.Bench;

/// <summary>Reads a load profile: a YAML map whose keys are the rows of <see cref="SettingTable"/>, and whose values are the words that the options take.</summary>
/// <remarks>By events, not by a tree: there is no depth to guard, and no alias that holds itself.</remarks>
public static class ProfileFile
{
    private const string Form = "a map of settings, such as rate: 20/s";

    /// <param name="file">Its name in problems.</param>
    /// <returns>What the file gives, with places; or its first problem.</returns>
    public static (IReadOnlyList<SettingGiven> Given, Problem? Problem) Parse(string yaml, string file)
    {
        var given = new List<SettingGiven>();
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return ([], new(file, 0, 0, "the file is empty", Form));
            }

            return !parser.TryConsume<MappingStart>(out _)
                ? ([], Wrong(file, parser.Current!, "this is no map", Form))
                : Settings(parser, file, given) is { } problem ? ([], problem) : (given, null);
        }
        catch (YamlException e)
        {
            return ([], new(file, (int)e.Start.Line, (int)e.Start.Column, "not YAML: " + e.Message.ReplaceLineEndings(" "), Form));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // YamlDotNet's scanner fails so, without a place, on some texts that are no YAML.
            return ([], new(file, 0, 0, "not YAML: " + e.Message.ReplaceLineEndings(" "), Form));
        }
    }

    private static Problem? Settings(Parser parser, string file, List<SettingGiven> given)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                return Wrong(file, parser.Current!, "a key that is no plain word", Form);
            }

            if (SettingTable.Find(key.Value) is not { } setting)
            {
                var names = SettingTable.All.Select(s => s.Name);
                return Wrong(file, key, $"unknown setting '{key.Value}'", $"one of {string.Join(", ", names)}", Words.Nearest(key.Value, names));
            }

            if (given.Any(g => g.Setting == setting))
            {
                return Wrong(file, key, $"'{key.Value}' stands twice", "each setting once; several values are a list");
            }

            if (Value(parser, file, key, setting, given) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static Problem? Value(Parser parser, string file, Scalar key, Setting setting, List<SettingGiven> given)
    {
        if (parser.TryConsume<Scalar>(out var one))
        {
            return Add(file, setting, one, one.Value, given);
        }

        if (parser.TryConsume<SequenceStart>(out var list) && (setting.Kind == SettingKind.Many || setting.Joined))
        {
            var (words, problem) = Items(parser, file, setting);
            foreach (var word in problem is null && setting.Joined && words.Count > 0 ? [(words[0].At, string.Join(',', words.Select(w => w.Word)))] : words)
            {
                problem ??= Add(file, setting, word.At, word.Word, given);
            }

            return problem;
        }

        return list is null && setting.Pair is not null && parser.TryConsume<MappingStart>(out _)
            ? Pairs(parser, file, setting, given)
            : Wrong(file, list ?? parser.Current ?? key, $"{setting.Name} is {(list is not null ? "a list" : parser.Current is MappingStart ? "a map" : "an alias")}", setting.Kind == SettingKind.Flag ? "true or false" : $"a plain value: {setting.Word}");
    }

    private static (IReadOnlyList<(Scalar At, string Word)> Words, Problem? Problem) Items(Parser parser, string file, Setting setting)
    {
        var words = new List<(Scalar, string)>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var item))
            {
                return (words, Wrong(file, parser.Current!, $"{setting.Name} holds what is no plain value", setting.Word));
            }

            words.Add((item, item.Value));
        }

        return (words, null);
    }

    /// <summary><c>param: { mode: hybrid, top_k: [5, 10] }</c> and <c>header: { x-key: ${KEY} }</c>.</summary>
    private static Problem? Pairs(Parser parser, string file, Setting setting, List<SettingGiven> given)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var name))
            {
                return Wrong(file, parser.Current!, "a key that is no plain word", setting.Word);
            }

            string value;
            if (parser.TryConsume<SequenceStart>(out _))
            {
                var (words, problem) = Items(parser, file, setting);
                if (problem is not null)
                {
                    return problem;
                }

                value = string.Join(',', words.Select(w => w.Word));
            }
            else if (parser.TryConsume<Scalar>(out var plain))
            {
                value = plain.Value;
            }
            else
            {
                return Wrong(file, parser.Current!, $"{name.Value} is a map", "a plain value, or a list");
            }

            given.Add(new(setting, name.Value + setting.Pair + value, At(file, name)));
        }

        return null;
    }

    private static Problem? Add(string file, Setting setting, Scalar at, string word, List<SettingGiven> given)
    {
        if (word.Length == 0)
        {
            return Wrong(file, at, $"{setting.Name} is empty", setting.Kind == SettingKind.Flag ? "true or false" : setting.Word);
        }

        given.Add(new(setting, word, At(file, at)));
        return null;
    }

    private static Place At(string file, ParsingEvent e) => new(file, (int)e.Start.Line, (int)e.Start.Column);

    private static Problem Wrong(string file, ParsingEvent at, string what, string expected, string? nearest = null) => new(file, (int)at.Start.Line, (int)at.Start.Column, what, expected, nearest);
}
