namespace EdgeQuake.Bench;

/// <summary>Tokens and cost of streams: what a server states, and a rule of thumb where it says nothing. Pure.</summary>
internal static class Spending
{
    /// <summary>Tokens of the answer: the server's count where it is higher than the events, for an event may hold several; those of attempts that broke are paid for too.</summary>
    public static long Output(StreamTimeline s) => Math.Max(s.Tokens.Count, s.UsageTokens ?? 0) + (s.Recovery?.TokensBefore ?? 0);

    /// <summary>Tokens of the question.</summary>
    /// <param name="asked">Characters that were sent.</param>
    public static long Input(StreamTimeline s, int asked) => s.PromptTokens ?? asked / 4;

    /// <summary>Of the streams that reached the server; null without a price.</summary>
    public static CostFacts? Of(Price? price, IReadOnlyList<StreamTimeline> streams)
    {
        if (price is null)
        {
            return null;
        }

        StreamTimeline[] asked = [.. streams.Where(s => s.Status == 200)];
        StreamTimeline[] stated = [.. asked.Where(s => s is { UsageTokens: not null, PromptTokens: not null })];
        var sum = stated.Sum(s => price.Of(s.PromptTokens!.Value, s.UsageTokens!.Value));
        var characters = stated.Sum(s => s.Tokens.Sum(t => (long)t.Characters));
        return new(price.Input, price.Output, sum, stated.Length, asked.Length - stated.Length, stated.Length == 0 ? null : sum / stated.Length, characters == 0 ? null : sum * 1000 / characters);
    }
}

/// <summary>What the answers cost by the server's own count; where it states none, the cost is unknown, not guessed.</summary>
/// <param name="Input">For a million tokens of questions.</param>
/// <param name="Output">For a million tokens of answers.</param>
/// <param name="Sum">Of the streams that stated their usage.</param>
/// <param name="Unknown">Streams that were answered and stated none.</param>
public sealed record CostFacts(double Input, double Output, double Sum, int Streams, int Unknown, double? PerAnswer, double? Per1000Characters);
