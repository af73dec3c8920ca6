using System.Globalization;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about when to ask again, and when no more.</summary>
internal static class PauseMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("asks-again-at-once", "Between two tries there is no pause of its own.", Answer.Facts with { Name = "asks-again-at-once" },
            Answer.With(Answer.Facts.Policy with { Base = TimeSpan.Zero }).Run),
        new("waits-the-same", "The pause before a further try is the one before the first.", Declaring("waits-the-same", Answer.Facts),
            Answer.With(Answer.Facts.Policy with { Factor = 1 }).Run),
        new("events-wait-the-same", "However often it fails, a stream is opened again after the same pause.", Declaring("events-wait-the-same", Events.Facts),
            Events.With(Events.Facts.Policy with { Factor = 1 }).Run),
        Mutant.Sends("standard-headers-only", "What OpenAI's servers say of trying again, beside the standard, is not read.", Answer, h => new ChangedHandler(h) { Response = StandardOnly }),
        Mutant.Sends("knows-one-date", "A date in one of the old forms is none.", Answer, h => new ChangedHandler(h) { Response = OneDate }),
        Mutant.Says("keeps-the-wait-to-itself", "A failure does not say how long the server asked to be left alone.", Answer, (_, end) => end with { RetryAfter = null }),
        new("reconnects-at-once", "A stream that ends is opened again without a pause, unless the server names one.", Events.Facts with { Name = "reconnects-at-once" },
            Events.With(Events.Facts.Policy with { Base = TimeSpan.Zero }).Run),
        Mutant.Asks("never-reconnects", "A stream that ends is not opened again.", Events, r => r with { Options = r.Options with { Retries = 0 } }),
        Mutant.Asks("cannot-be-closed", "What the caller closes goes on.", Events, r => r with { Cancel = null }),
        Mutant.Asks("forgets-the-deadline", "The limit on the whole answer is not looked at.", Answer, r => r with { Options = r.Options with { Overall = null } }),
        Mutant.Asks("idle-is-total", "The limit on silence is counted over the whole answer.", Answer, r => r with { Options = r.Options with { Overall = r.Options.Idle ?? r.Options.Overall, Idle = null } }),
        Mutant.Lines("reads-any-number", "A retry value is taken for the digits that are found in it.", Events, AnyNumber),
        Mutant.Sends("forgets-the-retry", "The reconnection time holds for one connection.", Events, ForgetsTheRetry),
    ];

    /// <summary>A factor so large that no busy machine makes up for it.</summary>
    private static ClientFacts Declaring(string name, ClientFacts facts) => facts with { Name = name, Policy = facts.Policy with { Factor = 8 } };

    private static void StandardOnly(HttpResponseMessage response)
    {
        response.Headers.Remove("retry-after-ms");
        response.Headers.Remove("x-should-retry");
    }

    private static void OneDate(HttpResponseMessage response)
    {
        var value = response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : "";
        if (value.Length > 0 && !char.IsAsciiDigit(value[0]) && !DateTimeOffset.TryParseExact(value, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            response.Headers.Remove("Retry-After");
    }

    private static string AnyNumber(string line)
    {
        if (line != "retry" && !line.StartsWith("retry:", StringComparison.Ordinal))
            return line;
        var digits = string.Concat(line.Split('.')[0].Where(char.IsDigit).Select(c => ((int)char.GetNumericValue(c)).ToString(CultureInfo.InvariantCulture)));
        return $"retry: {(digits.Length == 0 ? "0" : digits)}";
    }

    /// <summary>From the second body on, its end sets the time that a client has which nobody told one.</summary>
    private static HttpMessageHandler ForgetsTheRetry(HttpMessageHandler handler)
    {
        var bodies = 0;
        return new ChangedHandler(handler) { Body = () => BodyChange.AtEnd(bodies++ == 0 ? "" : "retry: 10\n")() };
    }
}
