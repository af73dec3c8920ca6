using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The server's chat and graph streams, frame by frame.</summary>
public sealed class EdgequakeEncoderTests
{
    private const string Opening = """{"type":"conversation","conversation_id":"00000000-0000-4000-8000-0000000000c1","user_message_id":"00000000-0000-4000-8000-0000000000a1"}""";

    [Fact]
    public void Chat_opens_with_its_conversation_and_ends_with_the_message_id() => Frames("shape: chat", "comment: up", "thinking: hm", "context: [ { id: d } ]", "token: a", "done:").Should().Equal(
        ": up", Opening,
        """{"type":"thinking","content":"hm"}""",
        """{"type":"context","sources":[{"id":"d"}],"query_mode":"mix","retrieval_time_ms":45}""",
        """{"type":"token","content":"a"}""",
        """{"type":"done","assistant_message_id":"00000000-0000-4000-8000-0000000000b1","tokens_used":1,"duration_ms":1200}""");

    [Fact]
    public void Chat_takes_the_authors_conversation_in_place_of_its_own() => Frames("shape: chat", "conversation: { conversation_id: c7 }", "token: a").Should().Equal(
        """{"type":"conversation","conversation_id":"c7","user_message_id":"00000000-0000-4000-8000-0000000000a1"}""", """{"type":"token","content":"a"}""");

    [Fact]
    public void Chat_may_verify_the_answer_and_name_the_conversation_after_the_end_mark() => Frames("shape: chat", "conversation:", "token: a", "done: { answer: b, tokens_used: 9 }", "title: T").Skip(2).Should().Equal(
        """{"type":"done","assistant_message_id":"00000000-0000-4000-8000-0000000000b1","tokens_used":9,"duration_ms":1200,"answer":"b"}""",
        """{"type":"title_update","conversation_id":"00000000-0000-4000-8000-0000000000c1","title":"T"}""");

    [Theory]
    [InlineData("error: { message: gone, code: CONVERSATION_GONE }", """{"type":"error","message":"gone","code":"CONVERSATION_GONE"}""")]
    [InlineData("error: broke", """{"type":"error","message":"broke","code":"STREAM_ERROR"}""")]
    public void Chat_fails_first_or_after_all_tokens(string error, string frame)
    {
        Frames("shape: chat", error).Should().Equal(Opening, frame);
        Frames("shape: chat", "token: a", error).Should().Equal(Opening, """{"type":"token","content":"a"}""", frame);
    }

    [Fact]
    public void A_graph_numbers_its_batches_and_counts_what_it_sent() => Frames(
        "shape: graph", "metadata: { total_nodes: 9, nodes_to_stream: 3 }", "nodes: [ { id: A }, { id: B } ]", "nodes: [ { id: C } ]",
        "edges: [ { source: A, target: B, edge_type: KNOWS } ]", "done:").Should().Equal(
        """{"type":"metadata","total_nodes":9,"total_edges":0,"nodes_to_stream":3,"edges_to_stream":0}""",
        """{"type":"nodes","batch":1,"total_batches":2,"nodes":[{"id":"A"},{"id":"B"}]}""",
        """{"type":"nodes","batch":2,"total_batches":2,"nodes":[{"id":"C"}]}""",
        """{"type":"edges","edges":[{"source":"A","target":"B","edge_type":"KNOWS"}]}""",
        """{"type":"done","nodes_count":3,"edges_count":1,"duration_ms":12}""");

    [Theory]
    [InlineData("nodes: { batch: 7, nodes: [] }", """{"type":"nodes","batch":7,"total_batches":1,"nodes":[]}""")]
    [InlineData("edges: { edges: [], more: 1 }", """{"type":"edges","edges":[],"more":1}""")]
    [InlineData("error: { message: busy, reason: transient_congestion, retry_after_secs: 5 }", """{"type":"error","message":"busy","reason":"transient_congestion","retry_after_secs":5}""")]
    [InlineData("error: busy", """{"type":"error","message":"busy"}""")]
    public void A_graph_frame_by_its_members(string step, string frame) => Frames("shape: graph", step).Should().Equal(frame);

    [Theory]
    [InlineData("shape: graph", "token: a", "edgequake graph has no frame for 'token'")]
    [InlineData("shape: v2", "title: a", "edgequake v2 has no frame for 'title'")]
    [InlineData("shape: chat", "nodes: []", "edgequake chat has no frame for 'nodes'")]
    public void What_a_shape_cannot_say_refuses_the_file(string shape, string step, string what) =>
        Yaml.OnlyProblem($"{shape}\nsteps: [ {{ {step} }} ]").What.Should().Be(what);

    [Theory]
    [InlineData("title: T", "conversation")]
    [InlineData("nodes: []", "nodes")]
    public void Where_no_shape_is_named_the_verb_chooses_it(string step, string type) =>
        Yaml.Load($"steps: [ {{ {step} }} ]").Plan().Body().Should().StartWith($$"""data: {"type":"{{type}}""");

    private static string[] Frames(string keys, params string[] steps) =>
        [.. Yaml.Load($"{keys}\nsteps: [ {string.Join(", ", steps.Select(s => $"{{ {s} }}"))} ]").Plan().Body().TrimEnd('\n').Split("\n\n").Select(f => f.StartsWith("data: ", StringComparison.Ordinal) ? f[6..] : f)];
}
