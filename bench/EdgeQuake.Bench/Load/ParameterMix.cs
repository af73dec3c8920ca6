using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>
/// Parameters that vary from stream to stream, in balanced blocks: each block of streams holds every combination as often as its weight says, in an order drawn from seed and block.
/// So every variant has the same share of every minute of the run, and drift of the server favours none. Pure: a function of profile, seed and number.
/// </summary>
internal sealed class ParameterMix
{
    private readonly LoadProfile _profile;
    private readonly IReadOnlyList<(string Name, IReadOnlyList<string> Slots)> _parameters;
    private Tuple<int, int[]>? _last;

    public ParameterMix(LoadProfile profile)
    {
        _profile = profile;
        _parameters = [.. profile.Parameters.Select(p => (p.Key, Slots(p.Value)))];
        Block = _parameters.Aggregate(1L, (n, p) => Math.Min(Largest + 1, n * p.Slots.Count));
    }

    /// <summary>The largest block: beyond it no run is long enough to be balanced.</summary>
    public const int Largest = 10_000;

    /// <summary>Streams of a block; 1 = nothing varies.</summary>
    public long Block { get; }

    /// <summary>The profile as stream n asks it. The probe stream (−1) has the first of every list.</summary>
    public LoadProfile Of(int number) => _profile with { Parameters = [.. Chosen(number).Select(c => KeyValuePair.Create(c.Name, c.Value))] };

    /// <summary><c>mode=hybrid top_k=5</c>: the values that vary; empty where nothing does.</summary>
    public string Name(int number) => Block == 1 ? "" : string.Join(' ', Chosen(number).Where((_, i) => _parameters[i].Slots.Distinct().Count() > 1).Select(c => $"{c.Name}={c.Value}"));

    /// <summary>The values of one parameter, each as often as its weight: <c>a*3,b</c> is a, a, a, b. A comma, star or backslash after a backslash is itself; a single value has no weight.</summary>
    public static IReadOnlyList<string> Slots(string text)
    {
        var parts = Split(text);
        return parts.Count == 1 ? [parts[0].Value + (parts[0].Weight is { } w ? $"*{w}" : "")] : [.. parts.SelectMany(p => Enumerable.Repeat(p.Value, Weight(p.Weight) ?? 1))];
    }

    /// <summary>The first weight that is none; null = all are.</summary>
    public static string? WrongWeight(string text) => Split(text) is { Count: > 1 } parts ? parts.Select(p => p.Weight).FirstOrDefault(w => w is not null && Weight(w) is null) : null;

    private static int? Weight(string? text) => text is null ? 1 : Quantity.Whole(text, 1) is { } n && n <= Largest ? n : null;

    private static List<(string Value, string? Weight)> Split(string text)
    {
        var parts = new List<(string Value, string? Weight)>();
        var (value, weight) = (new System.Text.StringBuilder(), (System.Text.StringBuilder?)null);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ',' or '*' or '\\')
            {
                (weight ?? value).Append(text[++i]);
            }
            else if (text[i] == ',')
            {
                parts.Add((value.ToString(), weight?.ToString()));
                (value, weight) = (new(), null);
            }
            else if (text[i] == '*' && weight is null)
            {
                weight = new();
            }
            else
            {
                (weight ?? value).Append(text[i]);
            }
        }

        parts.Add((value.ToString(), weight?.ToString()));
        return parts;
    }

    private IEnumerable<(string Name, string Value)> Chosen(int number)
    {
        var slot = number < 0 || Block == 1 ? 0 : Order(number / (int)Block)[number % (int)Block];
        foreach (var (name, slots) in _parameters)
        {
            yield return (name, slots[slot % slots.Count]);
            slot /= slots.Count;
        }
    }

    /// <summary>Fisher and Yates, with a stream of draws of its own for each block.</summary>
    private int[] Order(int block)
    {
        // Streams of one block are asked for one after the other; two threads may at worst compute the same order twice.
        if (_last is var (known, kept) && known == block)
        {
            return kept;
        }

        var own = _profile.Seed ^ (0xA24BAED4963EE407UL * ((ulong)block + 1));
        int[] order = [.. Enumerable.Range(0, (int)Block)];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)(Draws.Uniform(own, i) * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        _last = Tuple.Create(block, order);
        return order;
    }
}
