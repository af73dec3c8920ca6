namespace EdgeQuake.FakeServer;

/// <summary><c>base64: ZGF0YTogeAoK</c></summary>
internal static class Base64Step
{
    public static Verb Verb { get; } = new(
        new("step", "base64", "text", "", "Bytes in base64."),
        BytesStep.Decoded("base64", Convert.FromBase64String, "base64"));
}
