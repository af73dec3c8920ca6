using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The nine worked examples of the language: what each loads as, and the plan that it renders to.</summary>
public sealed class WorkedExamplesTests
{
    [Fact]
    public void Answer_with_sources_is_one_script_in_many_framings()
    {
        var s = Named("answer-with-sources");
        s.Cells.Should().HaveCount(39, "5 cuts × 3 line ends × 3 framings, less crlf-split without CRLF");
        s.CellsLeftOut.Should().HaveCount(6).And.OnlyContain(c => c.Write!.Kind == WriteKind.CrlfSplit && c.Eol != Eol.Crlf);
        foreach (var cell in s.Cells)
        {
            s.Plan(cell).Body().ReplaceLineEndings("\n").Should().Be(": ready\n\n" + Source("graph.pdf#p3") + string.Concat(new[] { "Graphs ", "link ", "entités ", "🦀", "." }.Select(Token)) + Source("wiki/GraphRAG") + Done, cell.ToString());
        }

        (s.Expect.Tokens, s.Expect.Text).Should().Be((5, "Graphs link entités 🦀."));
        s.Expect.Sources.Should().Equal("graph.pdf#p3", "wiki/GraphRAG");
        s.Expect.Attempts.Should().Be(new CountRange(1, 1));
    }

    [Fact]
    public void Malformed_chunk_keeps_its_bytes()
    {
        var s = Named("malformed-chunk");
        s.Plan().Story().Should().Equal(
            "200 chunked", "data: {\"chunk\":\"Edge\",\"type\":\"token\"}␊␊", "data: {\"chunk\":\"Qua␊␊", "data: plain words␊␊", "nonsense without a colon␊␊", "data: ÿþ␊␊",
            "data: {\"chunk\":\"!\",\"type\":\"token\"}␊␊", "data: {\"type\":\"done\"}␊␊", "close");
        s.Expect.ByPolicy["malformed"].Keys.Should().Equal("skip", "error");
        s.Expect.ByPolicy["malformed"]["skip"].Text.Should().Be("Edgeplain words\uFFFD\uFFFD!");
    }

    [Fact]
    public void Reset_before_first_token_then_retry_has_an_answer_for_each_attempt()
    {
        var s = Named("reset-before-first-token-then-retry");
        s.Plan(attempt: 1).Story().Should().Equal("200 chunked", ": ready␊␊", "reset");
        s.Plan(attempt: 2).Story().Should().Equal("503 length 22", "{\"error\":\"overloaded\"}", "close");
        s.Plan(attempt: 2).Head().Headers.Should().Contain(new HttpField("retry-after", "1")).And.Contain(new HttpField("content-type", "application/json"));
        s.Plan(attempt: 3).Body().Should().Be(Token("Edge") + Token("Quake") + Token(" is fast") + Done);
        s.Plan(attempt: 9).Should().BeSameAs(s.Plan(attempt: 3), "the last entry repeats");
        s.Expect.Server!.Gaps.Should().Equal(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        (s.Client.Retries, s.Case!.Profile).Should().Be((3, "retry"));
    }

    [Fact]
    public void Reset_after_tokens_is_judged_by_policy()
    {
        var s = Named("reset-after-tokens");
        s.Plan().Ops[^1].Should().Be(new PlanOp.End(EndKind.Reset));
        var by = s.Expect.ByPolicy["afterFirstToken"];
        (by["never"].Kind, by["never"].Text, by["restart"].Attempts).Should().Be((FailureKind.Network, "EdgeQuake", new CountRange(2, 2)));
    }

    [Fact]
    public void Silent_truncation_ends_as_http_allows()
    {
        var s = Named("silent-truncation");
        s.Cells.Should().Equal(new Cell(Framing: BodyFraming.Close), new Cell(Framing: BodyFraming.Chunked));
        s.Plan(s.Cells[0]).Story().Should().Equal("200 close", "data: {\"chunk\":\"The answer \",\"type\":\"token\"}␊␊", "data: {\"chunk\":\"is fort\",\"type\":\"token\"}␊␊", "close");
        s.Plan(s.Cells[0]).Head().Headers.Should().Contain(new HttpField("connection", "close"));
        s.Plan(s.Cells[1]).Head().Headers.Should().NotContain(h => h.Name == "connection");
    }

    [Fact]
    public void Cut_without_terminator_ends_in_fin() => Named("cut-without-terminator").Plan().Story()[^1].Should().Be("fin");

    [Fact]
    public void Stall_after_first_token_stalls_for_ever()
    {
        var s = Named("stall-after-first-token");
        s.Plan().Story().Should().Equal("200 chunked", "data: {\"chunk\":\"Hm\",\"type\":\"token\"}␊␊", ": keep-alive␊␊", "stall", "close");
        (s.Client.Idle, s.Needs.Single(), s.Expect.Server!.ClosedBy).Should().Be((TimeSpan.FromMilliseconds(150), "idle-timeout", "client"));
    }

    [Fact]
    public void Resume_with_last_event_id_cuts_inside_the_third_event()
    {
        var s = Named("resume-with-last-event-id");
        s.Plan().Story().Should().Equal("200 chunked", "id: 1␊retry: 5␊data: a␊␊", "id: 2␊data: b␊␊", "(15) id: 3␊dat", "fin");
        var exchange = s.Exchanges.Single();
        (exchange.Then, exchange.Attempts[1].Require[0].Header["Last-Event-ID"], s.Client.Resume).Should().Be((Then.NoContent, "2", true));
        s.Expect.Events.Should().Equal(new ExpectedEvent(null, "a", "1"), new ExpectedEvent(null, "b", "2"), new ExpectedEvent(null, "c", "3"));
        s.Expect.Server!.Requests.Should().Be(new CountRange(3, 3));
    }

    [Fact]
    public void Fall_back_to_execute_is_a_second_exchange()
    {
        var s = Named("fall-back-to-execute");
        s.Exchanges.Select(e => (e.Match.Method, e.Match.Path)).Should().Equal((null, "/query/stream"), ("POST", "/query"));
        s.Plan(exchange: 1).Story().Should().Equal("200 length 30", "{\"answer\":\"EdgeQuake is fast\"}", "close");
    }

    private const string Done = "data: {\"type\":\"done\"}\n\n";

    private static Scenario Named(string id) => BuiltInScenarios.All.Single(s => s.Id == id);

    private static string Token(string text) => $"data: {{\"chunk\":\"{text}\",\"type\":\"token\"}}\n\n";

    private static string Source(string id) => $"data: {{\"type\":\"source\",\"source\":\"{id}\"}}\n\n";
}
