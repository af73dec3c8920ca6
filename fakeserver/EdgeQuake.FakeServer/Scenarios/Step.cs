namespace EdgeQuake.FakeServer;

/// <summary>One verb of a script, as checked at load: content, bytes, time, wire, repeat or end.</summary>
public abstract record Step(Place Where);
