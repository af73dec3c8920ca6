namespace EdgeQuake.FakeServer;

/// <summary>What a request asks of a script, beside its route.</summary>
/// <param name="Shape">EdgeQuake: the wire that the route and <c>stream_format</c> choose where the scenario names none.</param>
/// <param name="Whole">No stream, but all of it as one document.</param>
/// <param name="Generate">Ollama: the wire of <c>/api/generate</c>.</param>
internal readonly record struct Asked(Shape? Shape = null, bool Whole = false, bool Generate = false);
