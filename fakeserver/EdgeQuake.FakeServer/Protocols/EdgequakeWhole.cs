namespace EdgeQuake.FakeServer;

/// <summary>EdgeQuake's answers that are no stream: <c>POST /query</c> says <c>answer</c>, <c>POST /chat/completions</c> says <c>content</c>, an error is an ApiError.</summary>
internal static class EdgequakeWhole
{
    public static (int Status, string Json)? Query(Said said) => Failed(said) ?? (200, $"{{\"answer\":{Text(said)},{Found(said)}}}");

    public static (int Status, string Json)? Chat(Said said) => Failed(said) ?? (200,
        $"{{\"conversation_id\":{EdgequakeChatEncoder.Conversation},\"user_message_id\":{EdgequakeChatEncoder.UserMessage},\"assistant_message_id\":{EdgequakeChatEncoder.AssistantMessage},"
        + $"\"content\":{Text(said)},{Found(said)},\"tokens_used\":{said.Tokens},\"duration_ms\":1200}}");

    private static string Text(Said said) => JsonText.Quote(said.TextOf(BlockKind.Text));

    private static string Found(Said said) => $"\"mode\":\"mix\",\"sources\":[{string.Join(',', said.Sources)}],\"stats\":{EdgequakeV2Encoder.Stats(said)}";

    private static (int Status, string Json)? Failed(Said said) => said.Error is not { } error ? null
        : (500, error.Json is { } json ? $"{{{JsonText.Members(json, ("code", "\"INTERNAL_ERROR\""), ("message", "\"\""))[1..]}}}" : $"{{\"code\":\"INTERNAL_ERROR\",\"message\":{JsonText.Quote(error.Text)}}}");
}
