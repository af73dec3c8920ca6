namespace EdgeQuake.Conformance;

/// <summary>The two reference clients as the runner attaches them: what they declare, and the delegate that performs a run.</summary>
/// <param name="Facts">Declared policy and capabilities; the delegate does exactly this.</param>
public sealed record ReferenceClient(ClientFacts Facts, RunInProcess Run)
{
    /// <summary>The same client under another policy, declared and followed.</summary>
    public ReferenceClient With(ClientPolicy policy) =>
        Facts.Apis.Contains("raw") ? ReferenceClients.EventsWith(policy) : ReferenceClients.AnswerWith(policy, Facts.Capabilities.Contains("fallback"));
}
