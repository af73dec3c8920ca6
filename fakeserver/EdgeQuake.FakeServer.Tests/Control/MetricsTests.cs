using System.Globalization;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The counters after a known history, read by a parser of the format.</summary>
public sealed class MetricsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counters_say_what_happened()
    {
        var wait = new PlanOp.Wait(TimeSpan.FromMilliseconds(2));
        await using var server = await FakeSseServer.StartAsync([Scenario("paced"), Scenario("cut")], (s, _) => s.Id == "cut"
            ? Plan(Ok, Write("x"), End(EndKind.Fin))
            : Plan(Ok, wait, Write("one"), wait, Write("three"), wait, Write("four"), End(EndKind.Close)));
        using var client = server.CreateClient();
        await GetAsync(client, "paced");
        await GetAsync(client, "paced");
        await GetAsync(client, "cut");
        await GetAsync(client, "none");
        await server.EntriesAsync();
        var text = await client.GetStringAsync(new Uri("/__fake/metrics", UriKind.Relative), Ct);
        var m = Exposition.Parse(text);
        m["edgequake_fake_requests_total{scenario=\"paced\"}"].Should().Be(2);
        m["edgequake_fake_requests_unmatched_total"].Should().Be(1);
        m["edgequake_fake_tokens_sent_total"].Should().Be(7);
        m["edgequake_fake_ends_total{asked=\"fin\",done=\"fin\"}"].Should().Be(1);
        m["edgequake_fake_faults_applied_total"].Should().Be(1);
        m["edgequake_fake_faults_refused_total"].Should().Be(0);
        m["edgequake_fake_streams_open"].Should().Be(0, "looking is no stream");
        m["edgequake_fake_connections_open"].Should().BeGreaterThanOrEqualTo(1);
        m["edgequake_fake_write_lateness_seconds_count"].Should().Be(6, "only writes that were waited for say something about the pacer");
        Rises([.. m.Where(x => x.Key.Contains("_bucket", StringComparison.Ordinal)).Select(x => x.Value)]);
        m["edgequake_fake_write_lateness_seconds_bucket{le=\"+Inf\"}"].Should().Be(6);
        m["process_resident_memory_bytes"].Should().BeGreaterThan(1_000_000);
        text.Should().NotContain(",}", "labels are closed").And.Contain(string.Create(CultureInfo.InvariantCulture, $"le=\"{0.0001}\""));
    }

    [Fact]
    public void A_scenarios_name_cannot_break_the_format()
    {
        var counters = new Counters();
        counters.Began(new JournalEntry { Request = 1, Connection = 1, Scenario = "a\"b\\c\nd", Exchange = 0, Attempt = 1, Facts = ScriptedRun.NoRequest, At = TimeSpan.Zero });
        Exposition.Parse(MetricsText.Of(counters, 0)).Should().ContainKey("edgequake_fake_requests_total{scenario=\"a\\\"b\\\\c\\nd\"}");
    }

    /// <summary>The parser itself: what breaks a rule of the format is refused.</summary>
    [Theory]
    [InlineData("# HELP a_total x\n# TYPE a_total counter\na_total 1")]
    [InlineData("# HELP a_total x\na_total 1\n")]
    [InlineData("# TYPE a_total counter\na_total 1\n")]
    [InlineData("a_total 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1\n# HELP b x\n# TYPE b gauge\nb 1\n# HELP a x\n# TYPE a gauge\na{c=\"d\"} 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1\na 2\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 2\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{b=\"\\x\"} 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{b=\"1\",} 1,5\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1\n\n")]
    [InlineData("# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n")]
    [InlineData("# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 2\n")]
    [InlineData("# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n")]
    public void What_is_no_exposition_is_refused(string text) => ((Action)(() => Exposition.Parse(text))).Should().Throw<Exception>();

    private static void Rises(double[] buckets) => buckets.Should().BeInAscendingOrder("buckets are cumulative");

    private static async Task GetAsync(HttpClient client, string scenario)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/query/stream");
        request.Headers.Add("x-scenario", scenario);
        try
        {
            using var response = await client.SendAsync(request, Ct);
        }
        catch (HttpRequestException) when (scenario == "cut")
        {
            return;
        }
    }
}
