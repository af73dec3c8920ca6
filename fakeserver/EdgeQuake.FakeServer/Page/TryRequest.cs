using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>A request that a scenario answers, to try it by hand: what <c>serve</c> prints as a curl line, and the web page sends and copies.</summary>
public sealed record TryRequest(string Method, string Target, IReadOnlyList<HttpField> Headers, string? Body)
{
    private const string Question = "query=What+is+EdgeQuake";

    /// <param name="named">The scenario is one of several: it is asked for by header x-scenario.</param>
    public static TryRequest Of(Scenario scenario, bool named)
    {
        var match = scenario.Exchanges[0].Match;
        var path = match.Path is null or "*" ? Path(scenario.Protocol) : match.Path;
        HttpField[] name = named ? [new("x-scenario", scenario.Id)] : [];
        return scenario.Protocol switch
        {
            Protocol.OpenaiChat => new("POST", path, [.. name, new("content-type", "application/json")], """{"stream":true,"messages":[]}"""),
            Protocol.Edgequake => new(match.Method ?? "GET", $"{path}?{Question}", name, null),
            _ => new(match.Method ?? "GET", path, name, null),
        };
    }

    /// <summary>The line to paste into a shell.</summary>
    /// <param name="root"><c>http://localhost:8080</c></param>
    /// <param name="options">Options of the transport, each with a blank after it: <c>--http2-prior-knowledge </c>.</param>
    public string Curl(string root, string options = "")
    {
        var line = new StringBuilder("curl -N ").Append(options);
        line.Append(Body is null && Method != "GET" ? $"-X {Method} " : "");
        foreach (var header in Headers)
        {
            line.Append("-H ").Append(Quoted($"{header.Name}: {header.Value}")).Append(' ');
        }

        return line.Append(Body is null ? "" : $"-d {Quoted(Body)} ").Append(Quoted(root + Target)).ToString();
    }

    private static string Path(Protocol protocol) => Endpoint.All.FirstOrDefault(e => e.Protocol == protocol)?.Paths[0] ?? "/";

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
