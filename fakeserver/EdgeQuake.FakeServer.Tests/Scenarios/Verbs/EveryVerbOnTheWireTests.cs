using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The README's example of every verb and distribution, played on a real socket: a raw client gets the plan's bytes to the last one, and the end that it asks for.</summary>
public sealed partial class EveryVerbOnTheWireTests
{
    private static IReadOnlyList<Scenario> Examples { get; } = [.. Load()];

    public static TheoryData<string> Ids { get; } = new(Examples.Select(s => s.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wire_is_what_the_plan_says(string id)
    {
        var scenario = Examples.Single(s => s.Id == id);
        var plan = scenario.Plan();
        await using var server = await FakeSseServer.StartAsync(scenario, cancellation: TestContext.Current.CancellationToken);
        server.Reported(1000);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get(more: "Connection: close\r\n"));
        var (bytes, seen) = Wire(plan);
        if (seen is null)
        {
            Encoding.Latin1.GetString(client.ReadBytes(bytes.Length)).Should().Be(Encoding.Latin1.GetString(bytes));
            return;
        }

        var (read, end) = client.ReadToEnd();
        (Encoding.Latin1.GetString(read), end).Should().Be((Encoding.Latin1.GetString(bytes), seen));
    }

    [Fact]
    public void There_is_an_example_of_every_verb_that_a_socket_can_play() =>
        Examples.Count(s => s.Id.StartsWith("verb/", StringComparison.Ordinal)).Should().BeGreaterThan(40);

    /// <summary>The bytes of a plan on HTTP/1.1, and how its connection ends; null = it does not.</summary>
    private static (byte[] Bytes, string? End) Wire(Plan plan)
    {
        var head = plan.Head();
        List<byte> bytes = [.. Http11.Head(head), .. plan.Ops.OfType<PlanOp.Write>().SelectMany(write => Http11.Frame(write, head.Framing, head.Chunks))];
        if (plan.Ops.Any(o => o is PlanOp.Stall { For: null }))
        {
            return ([.. bytes], null);
        }

        var kind = plan.Ops.OfType<PlanOp.End>().Single().Kind;
        bytes.AddRange(kind switch
        {
            EndKind.Close or EndKind.BadGzip => Http11.Terminator(head.Framing, head.Chunks),
            EndKind.BadChunk => "zz\r\n"u8.ToArray(),
            _ => [],
        });
        return ([.. bytes], kind is EndKind.Reset or EndKind.ResetNow ? "reset" : "fin");
    }

    private static IEnumerable<Scenario> Load([CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
        return Block().Matches(File.ReadAllText(Path.Combine(folder, "README.md"))).Select(m => m.Groups["yaml"].Value)
            .Where(b => b.Contains("scenario: verb/", StringComparison.Ordinal) || b.Contains("scenario: draw/", StringComparison.Ordinal))
            .SelectMany(b => ScenarioFile.Parse(b, "README.md", folder).Scenarios)
            .Where(s => s.Lanes.Contains(LaneKind.Socket));
    }

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
