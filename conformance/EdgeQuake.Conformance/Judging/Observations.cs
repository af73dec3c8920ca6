namespace EdgeQuake.Conformance;

/// <summary>Printed beside a verdict and never judged: what the client was seen to do about failure.</summary>
internal static class Observations
{
    internal static IReadOnlyList<string> Of(BoundCase bound, Run run)
    {
        var requests = ServerWitness.Attempts(run.Journal);
        var repeated = run.Journal.Count - requests.Count;
        var said = new List<string>();
        if (requests.Count > 1)
        {
            said.Add($"{requests.Count} attempts, waits {string.Join(", ", ServerWitness.Waits(bound, requests).Select(ServerWitness.Seconds))}");
            if (requests.Skip(1).Any(r => r.Facts.Method == "POST"))
                said.Add("POST was sent again");
        }

        if (repeated > 0)
            said.Add($"the transport repeated {repeated} request{(repeated == 1 ? "" : "s")} by itself");
        if (run.Transcript.Items.OfType<TranscriptItem.Restart>().Count() is > 0 and var restarts)
            said.Add($"{restarts} restart{(restarts == 1 ? "" : "s")} announced");
        if (requests.Count > 0 && run.Transcript.Items.FirstOrDefault(i => i is TranscriptItem.Token or TranscriptItem.Event) is { } first)
            said.Add($"first event after {ServerWitness.Seconds(first.At - requests[0].At)}");
        return said;
    }
}
