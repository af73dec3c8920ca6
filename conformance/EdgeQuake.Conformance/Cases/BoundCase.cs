using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A case told to one client: the api it is asked through, and the script in that api's protocol and shape.</summary>
/// <param name="Scenario">As played: retargeted to the api; its expectation is what is judged.</param>
/// <param name="Profile">As reported: <c>core@openai</c> where core is rendered in the client's own protocol.</param>
/// <param name="TextOnly">Judged on text and outcome alone (core in the client's own protocol).</param>
/// <param name="Path">Where the request goes, from the listener's root.</param>
/// <param name="Request">JSON text of the request, in the api's own form.</param>
/// <param name="Refused">Skipped or not applicable, with <paramref name="Reason"/>; null = to be run.</param>
public sealed record BoundCase(
    Case Case, Scenario Scenario, string Api, string Profile, bool TextOnly, string Path, string Request,
    VerdictStatus? Refused = null, string? Reason = null);
