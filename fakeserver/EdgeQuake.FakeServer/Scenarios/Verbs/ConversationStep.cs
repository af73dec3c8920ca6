namespace EdgeQuake.FakeServer;

/// <summary><c>conversation:</c>, <c>conversation: { conversation_id: … }</c></summary>
internal static class ConversationStep
{
    public static Verb Verb { get; } = new(
        new("step", "conversation", "map", "", "EdgeQuake chat: the opening frame, conversation_id and user_message_id; without it the frame comes by itself."),
        ContentStep.OfMapOrNothing(ContentVerb.Conversation));
}
