namespace EdgeQuake.Conformance;

/// <summary>A step that may say what a piece says.</summary>
/// <param name="Yaml">One line: <c>token: "Edge"</c>.</param>
/// <param name="Verb">A verb of the protocol, and not bytes or JSON that any protocol could say.</param>
internal readonly record struct Guess(string Yaml, bool Verb);
