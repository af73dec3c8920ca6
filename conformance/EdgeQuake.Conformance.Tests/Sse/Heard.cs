using System.Text;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A sink that writes down what it hears, and the shortest ways to make one hear a stream.</summary>
internal sealed class Heard : ISseSink
{
    public List<string> Events { get; } = [];

    public List<string> Ids { get; } = [];

    public List<string> Comments { get; } = [];

    public List<double> Retries { get; } = [];

    /// <summary><c>type|data</c>, or only the data where there is no type.</summary>
    public void Event(in SseEvent e)
    {
        Events.Add((e.Type.IsEmpty ? "" : Sse.Text(e.Type) + "|") + Sse.Text(e.Data));
        Ids.Add(Sse.Text(e.Id));
    }

    public void Comment(ReadOnlySpan<byte> text) => Comments.Add(Sse.Text(text));

    public void Retry(TimeSpan time) => Retries.Add(time.TotalMilliseconds);

    public static Heard Of(string stream) => Of(Encoding.UTF8.GetBytes(stream));

    /// <summary>Reads the stream in chunks that end at the cuts, ascending.</summary>
    public static Heard Of(byte[] stream, params IEnumerable<int> cuts)
    {
        using var reader = new SseReader();
        return Of(reader, stream, cuts);
    }

    public static Heard Of(SseReader reader, byte[] stream, params IEnumerable<int> cuts)
    {
        var heard = new Heard();
        var from = 0;
        foreach (var cut in cuts.Append(stream.Length))
        {
            // A copy of its own: a reader that kept a span of an earlier chunk would be found out.
            var chunk = stream[from..cut];
            reader.Read(chunk, ref heard);
            Array.Fill(chunk, (byte)'#');
            from = cut;
        }

        return heard;
    }

    public override string ToString() =>
        string.Join('\n', Events.Zip(Ids, (e, id) => $"{e}#{id}").Concat(Comments.Select(c => ":" + c)).Concat(Retries.Select(r => $"retry {r}")));
}
