using System.CommandLine;
using System.Globalization;
using System.Net;

namespace EdgeQuake.Harness;

/// <summary>Where the client under test meets the runs: free loopback ports, or one address that it can reach.</summary>
/// <param name="Listen">Given, or null for any free port of the loopback address.</param>
/// <param name="Url">How clients reach it, where that is not where it listens.</param>
internal sealed record Place(bool OneOrigin, IPEndPoint? Listen, Uri? Url)
{
    private static readonly Option<bool> One = new("--one-origin") { Description = "All runs at one address, told apart by a path prefix; faults before the request line are then n/a." };
    private static readonly Option<string?> At = new("--listen") { Description = "Where runs listen: ADDRESS:PORT. Implies --one-origin; with --http the page is at the next port. Never by default: a scripted server has no access control.", HelpName = "address" };
    private static readonly Option<string?> Public = new("--public-url") { Description = "How the client reaches --listen, where it does not see that address.", HelpName = "url" };

    public static IReadOnlyList<Option> Options => [One, At, Public];

    /// <summary>Where a page that asks for its runs is served: the port after the runs' own.</summary>
    public IPEndPoint? Page => Listen is { Port: > 0 } at ? new IPEndPoint(at.Address, at.Port + 1) : Listen;

    public Uri? PageUrl => Url is null ? null : new UriBuilder(Url) { Port = Url.Port + 1 }.Uri;

    public static Place Of(ParseResult parsed)
    {
        var listen = parsed.GetValue(At) is { } at ? Address(at) : null;
        var url = parsed.GetValue(Public) is { } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
                : throw CommandException.Usage($"{Public.Name}: '{text}' is no http address; expected http://HOST:PORT")
            : null;
        return url is null || listen is not null
            ? new Place(parsed.GetValue(One) || listen is not null, listen, url)
            : throw CommandException.Usage($"{Public.Name} says how {At.Name} is reached: give {At.Name} ADDRESS:PORT too");
    }

    private static IPEndPoint Address(string text) =>
        text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text.StartsWith("localhost:", StringComparison.Ordinal) ? "127.0.0.1" + text[9..] : text, out var point) && point.Port < 65535
            ? point
            : throw CommandException.Usage(string.Create(CultureInfo.InvariantCulture, $"{At.Name}: '{text}' is no address; expected ADDRESS:PORT, such as 0.0.0.0:8090"));
}
