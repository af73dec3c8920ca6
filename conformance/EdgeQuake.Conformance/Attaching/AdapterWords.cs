namespace EdgeQuake.Conformance;

/// <summary>The keys that an adapter may say. Profiles, capabilities, apis and policy values are the vocabulary's; these are the protocol's own.</summary>
internal static class AdapterWords
{
    internal static readonly string[] Hello = ["name", "version", "language", "homepage", "source", "apis", "profiles", "capabilities", "parallel", "policy"];

    internal static readonly string[] Policy =
        ["retries", "countsFirst", "base", "factor", "cap", "jitter", "retryOn", "retryPost", "afterFirstToken", "timeout", "malformed"];

    /// <summary>An answer holds <c>seq</c> and exactly one of these.</summary>
    internal static readonly string[] Answers =
        ["event", "token", "source", "thinking", "usage", "malformed", "finish", "toolCall", "comment", "restart", "end", "skipped", "errored"];

    /// <summary>What may stand beside <c>end</c>.</summary>
    internal static readonly string[] End = ["kind", "status", "code", "message", "text", "attempts", "retryAfterMs"];

    internal static readonly string[] Event = ["type", "data", "id"];

    internal static readonly string[] ToolCall = ["index", "id", "name", "arguments"];

    internal static readonly string[] AfterFirstToken = ["never", "restart", "resume"];

    internal static readonly string[] Timeout = ["idle", "total", "none"];

    internal static readonly string[] Malformed = ["skip", "error", "text"];

    internal static string[] Apis => [.. Vocabulary.BuiltIn.Apis.Keys];

    internal static string[] Profiles => [.. Vocabulary.BuiltIn.Profiles.Keys];

    internal static string[] Capabilities => [.. Vocabulary.BuiltIn.Capabilities.Keys];
}
