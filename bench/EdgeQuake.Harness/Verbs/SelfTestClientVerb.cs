using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>A client that <c>selftest --client</c> measures, started by it and by nobody else: hidden.</summary>
internal static class SelfTestClientVerb
{
    public const string Name = "selftest-client";

    public static Verb Create(Session session)
    {
        var contender = new Argument<string>("contender") { Description = "Which client." };
        var verb = new Verb(Name, "A client side of selftest; speaks lines on stdin and stdout.") { contender };
        verb.Hidden = true;
        verb.SetAction((parsed, stop) => parsed.GetRequiredValue(contender) is var word && Words.Parse<ClientContender>(word) is { } client and not ClientContender.Httpx
            ? ClientHost.RunAsync(client, Console.In, session.Out, stop)
            : throw CommandException.Usage($"'{word}' is not {Values.NoneOf(word, Words.All<ClientContender>())}"));
        return verb;
    }
}
