using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The page that a browser gets at <c>/</c>: one document, its style and script inside, nothing loaded from anywhere else.</summary>
/// <remarks>
/// The policy allows the very bytes of that style and script and nothing else, and requests to this server alone. The page shows what the admin API gives, so
/// the same <see cref="AdminGuard"/> stands before it.
/// </remarks>
internal static class WebPage
{
    private static readonly byte[] Document;
    private static readonly HttpField[] Headers;

    static WebPage()
    {
        var (style, script) = (Asset("page.css"), Asset("page.js"));
        Document = Encoding.UTF8.GetBytes(
            Asset("page.html").Replace("/*style*/", style, StringComparison.Ordinal).Replace("/*script*/", script, StringComparison.Ordinal));
        Headers =
        [
            new("Content-Type", "text/html; charset=utf-8"),
            new("Cache-Control", "no-store"),
            new("Content-Security-Policy",
                $"default-src 'none'; style-src {Hash(style)}; script-src {Hash(script)}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            new("Referrer-Policy", "no-referrer"),
            new("X-Content-Type-Options", "nosniff"),
        ];
    }

    /// <summary>A browser at <c>/</c>, where no scenario claims that path: neither by name nor by a <c>match</c>.</summary>
    public static bool Takes(RequestFacts facts, IReadOnlyList<Scenario> scenarios) =>
        facts is { Method: "GET" or "HEAD", Path: "/" }
        && facts.Header("accept")?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true
        && facts.Header("x-scenario") is null
        && !scenarios.Any(s => s.Exchanges.Any(e => e.Match.Path is not null && RequestMatch.Literally(e.Match, facts)));

    public static Plan Answer() => new(
        [new PlanOp.Respond(200, Headers, BodyFraming.Length, Document.Length), new PlanOp.Write(Document), new PlanOp.End(EndKind.Close)], []);

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("page/" + name)!;
        using var reader = new StreamReader(stream);

        // A checkout with CRLF must not change what the browser hashes: it reads every line end as LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
