namespace EdgeQuake.FakeServer;

/// <summary><c>raw: "data: x\n\n"</c></summary>
internal static class RawStep
{
    public static Verb Verb { get; } = new(
        new("step", "raw", "text", "", "Bytes as written."),
        (r, value, at) => r.Text(value, "raw") is { } text ? [new BytesStep(at, "raw", text, default)] : []);
}
