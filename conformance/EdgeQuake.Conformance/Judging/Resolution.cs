using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>An expectation with its choices made: <c>by-policy</c> by what the client declared, <c>any</c> spread out into alternatives.</summary>
/// <param name="Alternatives">One must hold; each is flat.</param>
/// <param name="Missing">Set when the case says nothing for what the client declares: it cannot be judged there.</param>
internal sealed record Resolution(IReadOnlyList<Expectation> Alternatives, string? Missing)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, Expectation>> NoPolicy =
        new Dictionary<string, IReadOnlyDictionary<string, Expectation>>();

    internal static Resolution Of(Expectation expect, ClientPolicy policy)
    {
        var all = Chosen(expect, policy);
        if (all.Missing is not null || policy.Base is not null)
            return all;
        var open = all.Alternatives.Where(a => a.Server?.Backoff is null or BackoffRule.Pause).ToList();
        return open.Count > 0 ? new(open, null) : new([], "the case asks for the declared backoff, and the client declares no base delay");
    }

    private static Resolution Chosen(Expectation expect, ClientPolicy policy)
    {
        IReadOnlyList<Expectation> flat = [expect with { Any = [], ByPolicy = NoPolicy }];
        foreach (var (word, branches) in expect.ByPolicy)
        {
            if (policy.Value(word) is not { } value || !branches.TryGetValue(value, out var branch))
                return new([], $"the case says nothing for a client that declares {word}: {policy.Value(word) ?? "nothing"}");
            var inner = Chosen(branch, policy);
            if (inner.Missing is not null)
                return inner;
            flat = Product(flat, inner.Alternatives);
        }

        if (expect.Any.Count == 0)
            return new(flat, null);
        var any = expect.Any.Select(a => Chosen(a, policy)).ToList();
        var open = any.Where(a => a.Missing is null).SelectMany(a => a.Alternatives).ToList();
        return open.Count == 0 ? any[0] : new(Product(flat, open), null);
    }

    private static IReadOnlyList<Expectation> Product(IReadOnlyList<Expectation> all, IReadOnlyList<Expectation> more) =>
        [.. all.SelectMany(a => more.Select(m => Merge(a, m)))];

    /// <summary>The keys of both; where both have one, the inner says it nearer.</summary>
    internal static Expectation Merge(Expectation outer, Expectation inner) => outer with
    {
        Outcome = inner.Outcome ?? outer.Outcome,
        Kind = inner.Kind ?? outer.Kind,
        Text = inner.Text ?? outer.Text,
        TextSha256 = inner.TextSha256 ?? outer.TextSha256,
        Events = inner.Events ?? outer.Events,
        Tokens = inner.Tokens ?? outer.Tokens,
        Texts = inner.Texts ?? outer.Texts,
        Sources = inner.Sources ?? outer.Sources,
        Malformed = inner.Malformed ?? outer.Malformed,
        Thinking = inner.Thinking ?? outer.Thinking,
        Usage = inner.Usage ?? outer.Usage,
        Finish = inner.Finish ?? outer.Finish,
        ToolCalls = inner.ToolCalls ?? outer.ToolCalls,
        Code = inner.Code ?? outer.Code,
        RetryAfter = inner.RetryAfter ?? outer.RetryAfter,
        Comments = inner.Comments ?? outer.Comments,
        Attempts = inner.Attempts ?? outer.Attempts,
        Server = Merge(outer.Server, inner.Server),
    };

    private static ServerExpectation? Merge(ServerExpectation? outer, ServerExpectation? inner) =>
        outer is null || inner is null
            ? inner ?? outer
            : new(
                inner.Requests ?? outer.Requests,
                inner.Gaps.Count > 0 ? inner.Gaps : outer.Gaps,
                inner.Header.Count > 0 ? inner.Header : outer.Header,
                inner.SameBody || outer.SameBody,
                inner.ClosedBy ?? outer.ClosedBy,
                inner.Backoff ?? outer.Backoff);
}
