using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>One fuzz run: inputs for so many seconds, each tried to its end; a crash or a hang fails with the input that did it.</summary>
/// <remarks><c>EDGEQUAKE_FUZZ_SECONDS=600 EDGEQUAKE_FUZZ_SEED=7</c> for a long run; by default two seconds of seed 1, so that CI has a short one.</remarks>
internal static class FuzzRun
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    private static double Seconds => double.Parse(Environment.GetEnvironmentVariable("EDGEQUAKE_FUZZ_SECONDS") ?? "2", CultureInfo.InvariantCulture);

    private static ulong Seed => ulong.Parse(Environment.GetEnvironmentVariable("EDGEQUAKE_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <param name="attempt">Tries one input; the word that it returns is counted.</param>
    public static async Task ForAsync(string what, IReadOnlyList<byte[]> corpus, IReadOnlyList<string> words, Func<byte[], Mutator, Task<string>> attempt)
    {
        var (seed, mutator) = (Seed, new Mutator(Seed, corpus, [.. words.Select(Encoding.UTF8.GetBytes)]));
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var (tried, longest, began) = (0L, TimeSpan.Zero, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < Seconds)
        {
            var input = mutator.Next();
            var at = Stopwatch.GetTimestamp();
            var word = await OneAsync(input, mutator, attempt, $"{what}, seed {seed}, input {tried}");
            var took = Stopwatch.GetElapsedTime(at);
            (longest, counts[word], tried) = (took > longest ? took : longest, counts.GetValueOrDefault(word) + 1, tried + 1);
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"fuzz {what}: {tried} inputs in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, seed {seed}, corpus {corpus.Count}, slowest input {longest.TotalMilliseconds:0} ms; ")
            + string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));
        TestContext.Current.SendDiagnosticMessage(line);
        if (Environment.GetEnvironmentVariable("EDGEQUAKE_FUZZ_LOG") is { } log)
        {
            await File.AppendAllTextAsync(log, line + "\n", TestContext.Current.CancellationToken);
        }

        Assert.True(counts.Count > 1, $"mutations must reach both good and bad inputs: {line}");
    }

    private static async Task<string> OneAsync(byte[] input, Mutator mutator, Func<byte[], Mutator, Task<string>> attempt, string named)
    {
        try
        {
            return await Task.Run(() => attempt(input, mutator)).WaitAsync(Hang, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{named} hangs: {Shown(input)}", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{named} crashes with {e.GetType().Name}: {e.Message}\n{Shown(input)}", e);
        }
    }

    private static string Shown(byte[] input) => $"base64 {Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 6000)))}";
}
