namespace EdgeQuake.FakeServer;

/// <summary>Header <c>x-test-id</c>: what keeps two tests at one server apart. Attempts, gates and the journal go by it.</summary>
internal static class TestId
{
    public const string Header = "x-test-id";

    /// <summary>Null = the request belongs to no test.</summary>
    public static string? Of(RequestFacts facts) => facts.Header(Header);
}
