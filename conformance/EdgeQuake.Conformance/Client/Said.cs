namespace EdgeQuake.Conformance;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">user or assistant.</param>
internal sealed record Said(string Role, string Text);
