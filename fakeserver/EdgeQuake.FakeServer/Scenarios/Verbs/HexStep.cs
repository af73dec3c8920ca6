namespace EdgeQuake.FakeServer;

/// <summary><c>hex: "64617461 3a20 ff fe 0a 0a"</c></summary>
internal static class HexStep
{
    public static Verb Verb { get; } = new(
        new("step", "hex", "text", "", "Bytes in hexadecimal, white space ignored."),
        BytesStep.Decoded("hex", Convert.FromHexString, "pairs of hexadecimal digits"));
}
