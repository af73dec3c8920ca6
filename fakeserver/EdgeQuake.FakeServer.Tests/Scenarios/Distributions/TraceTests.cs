using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>trace(run.jsonl)</c>: the gaps of a recording, as record writes it.</summary>
public sealed class TraceTests
{
    private const string Run = """
        {"kind":"recording","schema":1,"tool":"x","upstream":"http://x","startedUtc":"2026-01-01T00:00:00Z"}
        {"kind":"request","exchange":1,"connection":1,"sinceStartUs":10,"method":"GET","target":"/","headers":[],"text":""}
        {"kind":"response","exchange":1,"atUs":40000,"version":"1.1","status":200,"reason":"OK","headers":[]}
        {"kind":"read","exchange":1,"atUs":41000,"text":"data: a\n\n"}
        {"kind":"read","exchange":2,"atUs":99,"text":"data: x\n\n"}
        {"kind":"read","exchange":1,"atUs":61000,"text":"data: b\n\n"}

        {"kind":"read","exchange":1,"atUs":66500,"base64":"YQ=="}
        {"kind":"end","exchange":1,"atUs":66600,"how":"clean"}
        """;

    [Fact]
    public void Gaps_are_those_of_the_first_exchange_in_order_and_again_from_the_start()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("run.jsonl"), Run);
        var s = Yaml.Load("protocol: sse\npace: { ttft: trace(run.jsonl), itl: trace(run.jsonl) }\nsteps: [ { tokens: [a, b, c, d] } ]", folder.Path);
        s.Plan().Ops.OfType<PlanOp.Wait>().Select(w => w.For.TotalMilliseconds).Should().Equal(41, 20, 5.5, 20);
        s.Plan().Draws.Should().Equal("ttft#1=41ms", "itl#1=20ms", "itl#2=5.5ms", "itl#3=20ms");
    }

    [Fact]
    public async Task A_replay_has_the_recordings_gaps_on_the_wire()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("run.jsonl"), Run);
        await using var server = await FakeSseServer.StartAsync(Yaml.Load("protocol: sse\npace: { itl: trace(run.jsonl) }\nsteps: [ { tokens: [a, b, c] } ]", folder.Path), cancellation: TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Contain("data: c\n\n");
        var planned = (await server.OnlyEntryAsync()).Writes.Select(w => w.Planned).ToArray();
        planned.Zip(planned.Skip(1), (a, b) => (b - a).TotalMilliseconds).Should().Equal(20, 5.5);
    }

    [Theory]
    [InlineData("nonsense", "'run.jsonl' is no recording")]
    [InlineData("{\"kind\":\"request\"}", "'run.jsonl' has no read")]
    [InlineData("{\"kind\":\"read\",\"exchange\":1,\"atUs\":5}", "'run.jsonl' has one read only")]
    [InlineData("{\"kind\":\"read\",\"exchange\":1,\"atUs\":\"soon\"}", "'run.jsonl' is no recording")]
    public void A_file_that_is_no_recording_is_refused(string text, string what)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("run.jsonl"), text);
        Yaml.OnlyProblem("steps: [ { wait: trace(run.jsonl) } ]", folder.Path).What.Should().StartWith(what);
    }
}
