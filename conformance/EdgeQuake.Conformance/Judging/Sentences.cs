using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Findings as one sentence that a client's author can act on.</summary>
public static class Sentences
{
    /// <summary><c>the client reported text "ab"; expected "a"</c>.</summary>
    public static string Of(Finding finding) => finding.Key switch
    {
        "require" => $"the request was not as required: {finding.Actual}",
        "message" => $"the error message holds {finding.Actual}",
        "server.gaps" => $"the client waited {finding.Actual}; expected {finding.Expected}",
        "server.closed-by" => $"the connection was closed by {finding.Actual}; expected {finding.Expected}",
        _ when finding.Harm == Harm.Hang => $"the client reported no end: {finding.Actual}; expected {finding.Expected}",
        _ when finding.Witness == "server" => $"the server saw {Key(finding.Key)} {finding.Actual}; expected {finding.Expected}",
        _ => $"the client reported {Key(finding.Key)} {finding.Actual}; expected {finding.Expected}",
    };

    internal static string? Reason(Assessment worst, int cells, int failed)
    {
        if (worst.Findings.Count == 0)
            return worst.Reason;
        var where = Judge.Cut(worst.Run) is { } cut ? $"when the body is cut after byte {cut}" : worst.Run.Cell.ToString() is { Length: > 0 } cell ? $"in {cell}" : null;
        var share = failed < cells ? $"{failed} of {cells} cells" : cells > 1 ? $"all {cells} cells" : null;
        var place = string.Join("; ", new[] { where, share }.Where(s => s is not null));
        return Of(worst.Findings[0]) + (place.Length == 0 ? "" : $" ({place})");
    }

    private static string Key(string key) => key.StartsWith("server.", StringComparison.Ordinal) ? key["server.".Length..] : key;
}
