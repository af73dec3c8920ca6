using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>probe URL</c>: one stream as a waterfall, and one line that says what is slow.</summary>
internal static class ProbeVerb
{
    public static Verb Create(Session session)
    {
        var url = new Argument<string>("url") { Description = "Server to ask: http://host[:port][/path]." };
        var protocol = Values.OneOf<Protocol>("--protocol", "What the server speaks", Protocol.Edgequake, "by the route");
        var shape = Values.OneOf<Shape>("--shape", "EdgeQuake only, which wire", Shape.Documented, "by the route");
        var prompt = new Option<string?>("--prompt") { Description = "The question.", HelpName = "text" };
        var parameters = new Option<string[]>("--param") { Description = "Further request fields: mode=hybrid.", HelpName = "name=value" };
        var headers = new Option<string[]>("--header") { Description = "Further request headers.", HelpName = "name: value" };
        var authority = new Option<string?>("--ca-cert") { Description = "PEM file of the only authorities to trust.", HelpName = "file" };
        var insecure = new Option<bool>("--insecure") { Description = "Checks no certificate." };
        var idle = Values.Duration("--idle", "A stream without a byte for so long has failed. Default: 30s.");
        var overall = Values.Duration("--overall", "A stream that takes longer has failed: what came until then is shown. Default: 5m.");
        var verb = new Verb("probe", "Asks for one stream and shows where its time went, and what was done to it on the way.") { url, protocol, shape, prompt, parameters, headers, authority, insecure, idle, overall };
        verb.SetAction(async (parsed, stop) =>
        {
            var options = new ProbeOptions
            {
                Protocol = parsed.GetValue(protocol),
                Shape = parsed.GetValue(shape),
                Prompt = parsed.GetValue(prompt),
                Parameters = [.. (parsed.GetValue(parameters) ?? []).Select(Targets.Parameter)],
                CaCert = parsed.GetValue(authority) is { } file ? Targets.Authority(file) : null,
                Insecure = parsed.GetValue(insecure),
                Idle = parsed.GetValue(idle) ?? new ProbeOptions().Idle,
                Overall = parsed.GetValue(overall) ?? new ProbeOptions().Overall,
                Headers = [.. (parsed.GetValue(headers) ?? []).Select(Targets.Header)],
            };
            var target = Targets.Of(parsed.GetRequiredValue(url));
            if (options.Problems(target) is [var problem, ..])
            {
                throw CommandException.Usage(problem.ToString());
            }

            var result = await Probe.RunAsync(target, options, stop);
            if (result.Refusal is { } refusal)
            {
                session.Error.WriteLine($"error: {refusal.Message}");
            }

            session.Out.WriteLine(ProbeConsole.Text(result).TrimEnd('\n'));
            return result.ExitCode;
        });
        return verb;
    }
}
