namespace EdgeQuake.FakeServer;

/// <summary>Every verb of the language, in the order of the docs. Loader, key table, schema and docs are made from this list.</summary>
internal static class Verbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        TokenStep.Verb,
        TokensStep.Verb,
        SourceStep.Verb,
        ContextStep.Verb,
        ThinkingStep.Verb,
        DoneStep.Verb,
        TextStep.Verb,
        JsonStep.Verb,
        EventStep.Verb,
        CommentStep.Verb,
        UsageStep.Verb,
        ErrorStep.Verb,
        ToolCallStep.Verb,
        FinishStep.Verb,
        RefusalStep.Verb,
        ConversationStep.Verb,
        TitleStep.Verb,
        MetadataStep.Verb,
        NodesStep.Verb,
        EdgesStep.Verb,
        RawStep.Verb,
        HexStep.Verb,
        Base64Step.Verb,
        FileStep.Verb,
        PartStep.Verb,
        MalformedStep.Verb,
        WaitStep.Verb,
        StallStep.Verb,
        GateStep.Verb,
        PaceStep.Verb,
        BandwidthStep.Verb,
        TrickleStep.Verb,
        WriteStep.Verb,
        EolStep.Verb,
        EncodingStep.Verb,
        FlushStep.Verb,
        LengthStep.Verb,
        RepeatStep.Verb,
        CloseStep.Verb,
        FinStep.Verb,
        ResetStep.Verb,
        BadChunkStep.Verb,
        BadGzipStep.Verb,
        GoawayStep.Verb,
    ];

    /// <summary>The verb of this name, or null.</summary>
    public static Verb? Named(string name) => All.FirstOrDefault(v => v.Row.Name == name);
}
