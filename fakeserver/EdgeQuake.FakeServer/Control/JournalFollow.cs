using System.Runtime.CompilerServices;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The journal as it grows, one JSON object a line: what there is, then each request when it begins and again when it has ended.</summary>
/// <remarks>A reader that is slower than the journal is long gets <c>{"missed":N}</c> in place of what was forgotten: nothing is left out silently.</remarks>
internal static class JournalFollow
{
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(JournalLog log, JournalQuery query, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var position = 0L;
        var announced = new HashSet<int>();
        while (true)
        {
            var news = log.After(position);
            if (news.Missed > 0 && position > 0)
            {
                yield return Encoding.UTF8.GetBytes($"{{\"missed\":{news.Missed}}}\n");
            }

            foreach (var entry in news.Finished.Where(query.Takes))
            {
                announced.Remove(entry.Request);
                yield return Line(entry, query);
            }

            foreach (var entry in news.Playing.Where(query.Takes).Where(e => announced.Add(e.Request)))
            {
                yield return Line(entry, query);
            }

            if (news.Over)
            {
                yield break;
            }

            position = news.Position;
            await news.Changed.WaitAsync(stop);
        }
    }

    private static byte[] Line(JournalEntry entry, JournalQuery query) => Encoding.UTF8.GetBytes(JournalJson.Line(entry, query.Writes) + "\n");
}
