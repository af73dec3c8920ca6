using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>What the loader refuses beyond wrong words: what a protocol, a shape or a framing cannot say, and what a transport cannot carry.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("protocol: sse\nsteps: [ { source: a } ]", "sse has no frame for 'source'")]
    [InlineData("protocol: openai-chat\nsteps: [ { context: [] } ]", "openai-chat has no frame for 'context'")]
    [InlineData("protocol: openai-chat\nsteps: [ { done: { stats: {} } } ]", "openai-chat has no frame for 'done'")]
    [InlineData("protocol: sse\nsteps: [ { malformed: duplicate-done } ]", "sse has no frame for 'malformed: duplicate-done'")]
    [InlineData("protocol: sse\nsteps: [ { event: { data: \"a\\rb\" } } ]", "sse has no frame for 'event'")]
    [InlineData("shape: v1\nsteps: [ { token: \"a\\rb\" } ]", "edgequake v1 has no frame for 'token'")]
    [InlineData("shape: v1\nsteps: [ { malformed: lone-surrogate } ]", "edgequake v1 has no frame for 'malformed: lone-surrogate'")]
    [InlineData("shape: documented\nsteps: [ { repeat: { times: 2, steps: [ { thinking: hm } ] } } ]", "edgequake documented has no frame for 'thinking'")]
    [InlineData("matrix: { shape: [v2, v1] }\nsteps: [ { thinking: hm } ]", "edgequake v1 has no frame for 'thinking'")]
    [InlineData("steps: [ { part: { of: { tool-call: { index: 0 } }, bytes: 3 } } ]", "edgequake documented has no frame for 'tool-call'")]
    public void A_verb_that_no_named_wire_can_say_is_refused(string keys, string what) => Yaml.OnlyProblem(keys).What.Should().Be(what);

    [Theory]
    [InlineData("transport: h3\nsteps: []", "x.yaml:2:14: 'h3' for transport; expected tcp, tls, h2c, h2; did you mean 'h2'?")]
    [InlineData("tls: expired\nsteps: []", "x.yaml:2:3: tls expired without a transport; expected transport: tls or h2")]
    [InlineData("transport: h2c\ntls: ok\nsteps: []", "x.yaml:3:3: tls ok with transport h2c; expected transport: tls or h2")]
    [InlineData("fault: tls-fail", "x.yaml:1:3: fault tls-fail without a transport; expected transport: tls")]
    [InlineData("transport: h2\nfault: tls-alert", "x.yaml:1:3: fault tls-alert with transport h2; expected transport: tls")]
    [InlineData("steps: [ { goaway: } ]", "x.yaml:2:14: goaway without a transport; expected transport: h2c or h2")]
    [InlineData("transport: tcp\nsteps: [ { reset: { code: cancel } } ]", "x.yaml:3:14: reset cancel with transport tcp; expected transport: h2c or h2")]
    [InlineData("fault: reset-on-request\ncode: cancel", "x.yaml:1:3: code cancel without a transport; expected transport: h2c or h2")]
    [InlineData("transport: h2\nfault: silent\ncode: cancel", "x.yaml:4:3: code without a stream to reset; expected fault: reset-on-request beside it, or the step reset: {code: cancel}")]
    [InlineData("transport: h2\nsteps: [ { reset: { code: cancelled } } ]", "x.yaml:3:29: 'cancelled' for code; expected no-error, protocol-error, internal-error, flow-control-error, settings-timeout, stream-closed, frame-size-error, refused-stream, cancel, compression-error, connect-error, enhance-your-calm, inadequate-security, http11-required; did you mean 'cancel'?")]
    [InlineData("steps: [ { reset: conection } ]", "x.yaml:2:21: 'conection' for reset; expected nothing, now, connection or {code: cancel}; did you mean 'connection'?")]
    [InlineData("transport: h2\nsteps: [ { fin: } ]", "x.yaml:2:3: no lane can play it: kestrel cannot fin: over HTTP/2 a stream is cut by reset, a connection by reset: connection; expected what its transport can carry")]
    [InlineData("transport: h2\nlength: 5\nsteps: []", "x.yaml:2:3: no lane can play it: kestrel cannot lie about a length: Kestrel holds the body against it and resets the stream by itself; expected what its transport can carry")]
    [InlineData("transport: h2\nfault: refuse", "x.yaml:2:3: no lane can play it: kestrel cannot refuse: the fault comes before HTTP, so play it over tcp or tls; expected what its transport can carry")]
    [InlineData("transport: h2\ntls: no-close-notify\nsteps: []", "x.yaml:2:3: no lane can play it: kestrel cannot leave out the close_notify: Kestrel ends TLS by itself; expected what its transport can carry")]
    [InlineData("transport: tls\nlanes: [kestrel]\nsteps: []", "x.yaml:3:11: lane kestrel cannot speak tls: lane socket plays HTTP/1.1, byte for byte; expected a lane that can: memory, socket")]
    [InlineData("transport: h2\nlanes: [socket]\nsteps: []", "x.yaml:3:11: lane socket cannot speak HTTP/2: lane kestrel does; expected a lane that can: kestrel")]
    public void What_a_transport_cannot_carry_is_refused_where_it_stands(string keys, string line) => Yaml.OnlyProblem(keys).ToString().Should().Be(line);

    [Theory]
    [InlineData("framing: length\nsteps: [ { bad-chunk: } ]", "bad-chunk in a body that is not chunked")]
    [InlineData("matrix: { framing: [chunked, close] }\nsteps: [ { token: a }, { bad-chunk: } ]", "bad-chunk in a body that is not chunked")]
    [InlineData("framing: chunked\nlength: 5\nsteps: []", "length with framing chunked")]
    [InlineData("matrix: { framing: [length, close] }\nsteps: [ { token: a }, { length: 5 } ]", "length with framing close")]
    [InlineData("steps: [ { length: long } ]", "'long' for length")]
    [InlineData("steps: [ { file: a.bin } ]", "file 'a.bin' in a scenario that is no file itself")]
    [InlineData("steps: [ { bandwidth: 20KB/s } ]", "'20KB/s' for bandwidth")]
    [InlineData("steps: [ { bandwidth: 0B/s } ]", "'0B/s' for bandwidth")]
    [InlineData("steps: [ { trickle: 1B } ]", "'1B' for trickle")]
    [InlineData("head-trickle: 1B/0ms\nsteps: []", "'1B/0ms' for head-trickle")]
    [InlineData("chunk-extension: \"a\\nb\"\nsteps: []", "chunk-extension holds what a chunk's line cannot")]
    [InlineData("framing: length\ntrailers: { x-sum: a }\nsteps: []", "chunk-extension or trailers in a body that is not chunked")]
    [InlineData("lanes: [testhost]\nchunk-extension: a=b\nsteps: []", "lane testhost cannot dress its chunks: it has no wire")]
    [InlineData("transport: h2c\ntrailers: { x-sum: a }\nsteps: []", "no lane can play it: kestrel cannot send chunk-extension or trailers: HTTP/2 has no chunks")]
    [InlineData("client: { limit: much }\nsteps: []", "'much' for limit")]
    [InlineData("client: { cancel: { at: stall, how: break } }\nsteps: []", "how break at stall")]
    [InlineData("client: { streams: 2, cancel: { at: token 2, stream: 3 } }\nsteps: []\nexpect: { stopped: { text: a } }", "stream 3 of 2")]
    [InlineData("client: { cancel: { at: token 2, stream: 1 } }\nsteps: []\nexpect: { stopped: { text: a } }", "stream 1 of 1")]
    [InlineData("client: { streams: 2, cancel: { at: token 2, stream: 2 } }\nsteps: []\nexpect: { text: a }", "one of expect.stopped and cancel.stream without the other")]
    [InlineData("steps: []\nexpect: { stopped: { text: a } }", "one of expect.stopped and cancel.stream without the other")]
    [InlineData("client: { cancel: { at: token 2, how: leave } }\nsteps: []", "'leave' for how")]
    [InlineData("steps: []\nexpect: { text-sha256: abc }", "'abc' for text-sha256")]
    [InlineData("lanes: [testhost]\nhead-trickle: 1B/1ms\nsteps: []", "lane testhost cannot trickle a head: its bytes are not ours to cut")]
    [InlineData("steps: [ { token: a }, { encoding: gzip } ]", "encoding after bytes of the body")]
    [InlineData("encoding: br\nsteps: [ { token: a }, { bad-gzip: } ]", "bad-gzip in a body that is not gzip")]
    [InlineData("encoding: br\nwrite: utf8-split\nsteps: [ { token: a } ]", "write utf8-split with encoding br")]
    [InlineData("matrix: { write: [event, crlf-split], eol: [crlf] }\nsteps: [ { encoding: gzip }, { token: a } ]", "write crlf-split with encoding gzip")]
    [InlineData("pace: { under-load: { at: 64 } }\nsteps: []", "an under-load that does not say how much, and at how many streams")]
    [InlineData("pace: { under-load: { at: 1, factor: 2 } }\nsteps: []", "an under-load that does not say how much, and at how many streams")]
    [InlineData("steps: [ { wait: trace(run.jsonl) } ]", "file 'run.jsonl' in a scenario that is no file itself")]
    [InlineData("matrix: { write: [crlf-split], eol: [lf, cr] }\nsteps: [ { token: a } ]", "a matrix without a cell")]
    [InlineData("matrix: { write: every-cut }\nfault: silent", "a matrix without a cell")]
    [InlineData("matrix: { write: every-cut }\nsteps: [ { repeat: { times: 500, steps: [ { token: abcdefghij } ] } } ]", "every-cut of a body of 22500 bytes")]
    [InlineData("write: [byte]\nmatrix: { write: [event] }\nsteps: [ { token: a } ]", "a list for write beside a matrix that has one")]
    [InlineData("steps: [ { write: every-cut } ]", "'every-cut' for write")]
    [InlineData("status: 20\nsteps: []", "'20' for status")]
    [InlineData("seed: -1", "'-1' for seed")]
    [InlineData("steps: [ { event: { id: \"a\\nb\" } } ]", "a line break in id")]
    [InlineData("steps: [ { done: [1] } ]", "done is a list")]
    [InlineData("steps: [ { context: { id: a } } ]", "context is a map")]
    [InlineData("headers: { a: \"${nope}\" }\nsteps: []", "unknown template '${nope}'")]
    [InlineData("json: { a: [ \"${nope}\" ] }", "unknown template '${nope}'")]
    [InlineData("client: { request: hello }", "request is a plain value")]
    [InlineData("steps: [ { hex: \"6\" } ]", "'6' for hex")]
    [InlineData("steps: [ { part: { of: { token: a } } } ]", "a part that does not say of what, or how much")]
    [InlineData("steps: [ { gate: \"a b\" } ]", "'a b' for gate")]
    [InlineData("steps: [ { malformed: bom(3) } ]", "'bom(3)' for malformed")]
    [InlineData("steps: [ { token: a, done: } ]", "a step with 2 keys")]
    [InlineData("exchanges: [ { steps: [] } ]\nstatus: 500", "'status' beside exchanges")]
    [InlineData("attempts: [ { steps: [] } ]\nstatus: 500", "'status' beside attempts")]
    [InlineData("expect: { attempts: 3..1 }", "'3..1' for attempts")]
    [InlineData("expect: { by-policy: { malformed: skip } }", "a policy word whose value is a plain value")]
    [InlineData("attempts: [ { fault: refuse }, { steps: [] } ]", "fault refuse where nobody can count it")]
    [InlineData("exchanges: [ { fault: reset-on-accept }, { steps: [] } ]", "fault reset-on-accept where nobody can count it")]
    [InlineData("level: MUST\nlanes: [memory]\nsteps: []", "a case without lane socket")]
    [InlineData("? [a, b]\n: 1", "a key that is a list")]
    [InlineData("json: &a { self: [ *a ] }", "nested more than 50 levels deep")]
    public void What_contradicts_itself_is_refused(string keys, string what) => Yaml.OnlyProblem(keys).What.Should().Be(what);

    [Fact]
    public void An_id_that_stands_twice_is_refused_where_it_stands_again()
    {
        var set = ScenarioFile.Parse("- { scenario: a, steps: [] }\n- { scenario: a, steps: [] }\n", "x.yaml");
        set.Problems.Should().ContainSingle().Which.ToString().Should().Be("x.yaml:2:3: scenario 'a' stands twice; expected ids that differ");
        set.Scenarios.Should().BeEmpty();
    }

    [Fact]
    public void A_mistake_in_one_scenario_hides_none_in_the_next()
    {
        var set = ScenarioFile.Parse("- { scenario: a, stepps: [] }\n- { scenario: b, lanes: [testhost], steps: [ { fin: } ] }\n", "x.yaml");
        set.Problems.Select(p => (p.Line, p.Nearest)).Should().Equal((1, "steps"), (2, null));
    }
}
