using EdgeQuake.Bench.Parsers;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Allocations do not rise: each path over each payload stays within bench/EdgeQuake.Bench.Parsers/budget.csv. ACCEPT_GOLDEN=1 writes it anew.</summary>
public sealed class BudgetTests
{
    private const string File = "bench/EdgeQuake.Bench.Parsers/budget.csv";

    [Fact]
    public void No_path_allocates_more_than_its_budget()
    {
        var measured = ParserCase.All.Select(c => (Case: c, Bytes: Budget.Measure(c))).ToList();
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            System.IO.File.WriteAllText(Path.Combine(Repository.Root, File), Budget.Write(measured));
        }

        var budget = Budget.Read(Repository.Text(File));
        budget.Keys.Should().BeEquivalentTo(measured.Select(m => m.Case.Name), "each row has a budget, and no other has");

        // What is ours may not rise by a byte; the libraries of others may change by a hundredth with what the compiler made of them meanwhile.
        measured.Where(m => m.Bytes > budget[m.Case.Name] * (Ours(m.Case) ? 1 : 1.01)).Select(m => $"{m.Case.Name}: {m.Bytes} bytes, budget {budget[m.Case.Name]}").Should().BeEmpty();
        budget.Where(b => b.Key.StartsWith("SseReader", StringComparison.Ordinal)).Should().OnlyContain(b => b.Value == 0);
    }

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        var row = ParserCase.All[^1];
        Budget.Read(Budget.Write([(row, 1234)])).Should().Equal(new Dictionary<string, long> { [row.Name] = 1234 });
    }

    [Fact]
    public void The_load_engine_allocates_nothing_an_event()
    {
        foreach (var payload in Payload.All.Where(p => p.Events == Payload.Count))
        {
            Read(payload);
            Read(payload).Should().Be(0, payload.Name);
        }
    }

    [Fact]
    public void What_is_iterated_is_not_kept_and_what_is_collected_is()
    {
        var rows = AnswerMemory.Rows(Payload.Answer(20_000)).ToDictionary(r => r.Way);
        rows.Should().HaveCount(4);
        rows["iterate: SseReader + FrameDecoder"].Allocated.Should().BeLessThan(20_000, "a reader and a buffer, whatever the length");
        rows["collect all: SseReader + FrameDecoder"].Allocated.Should().BeGreaterThan(rows["collect all: SseReader + FrameDecoder"].AnswerBytes);
        rows["collect all: SseParser to string + JsonDocument"].Allocated.Should().BeGreaterThan(rows["iterate: SseParser to string + JsonDocument"].Allocated);
    }

    private static bool Ours(ParserCase row) => row.Path.Name.StartsWith("SseReader", StringComparison.Ordinal);

    /// <summary>As a running load does it, stamps, text and all; what a decoder or a buffer takes once is a stream's and no event's, so the same events come twice.</summary>
    private static long Read(Payload payload)
    {
        var (recorder, decoder) = (new StreamRecorder(0, TimeSpan.Zero, TimeSpan.Zero), FrameDecoder.For(payload.Protocol));
        using var reader = new EventReader(payload.Protocol);
        var (sink, body, buffer) = (new FrameSink(recorder, decoder), new ChunkStream(payload.Bytes, 1400), new byte[4096]);
        var allocated = 0L;
        for (var i = 0; i < 2; i++)
        {
            body.Again();
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (body.Read(buffer) is var read and > 0)
            {
                recorder.Read(TimeSpan.Zero, read);
                reader.Read(buffer.AsSpan(0, read), ref sink);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        recorder.TokenCount.Should().Be(2 * payload.Events);
        recorder.Finish(TimeSpan.Zero, StreamClass.Complete, null);
        return allocated;
    }
}
