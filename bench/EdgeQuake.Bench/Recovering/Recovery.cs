namespace EdgeQuake.Bench;

/// <summary>What became of a stream that was asked more than once (<c>--retry</c>, <c>--fallback</c>).</summary>
/// <param name="Attempts">Requests in all, the first among them.</param>
/// <param name="FellBack">The last one was the call that does not stream.</param>
/// <param name="After">From the end of the first attempt to the first text that had not been shown yet, or to the end mark where nothing was missing; null = it never came back.</param>
/// <param name="DuplicateTokens">Tokens that brought text which had been shown already: what a client shows twice that does not begin again.</param>
/// <param name="TokensBefore">Tokens of the attempts that broke: paid for all the same.</param>
public sealed record Recovery(int Attempts, bool FellBack, TimeSpan? After, int DuplicateTokens, int TokensBefore);
