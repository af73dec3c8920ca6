using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The other process of a selftest, started by <see cref="SelfTestVerb"/> and by nobody else: hidden.</summary>
internal static class SelfTestServerVerb
{
    public const string Name = "selftest-server";

    public static Verb Create(Session session)
    {
        var contender = new Argument<string?>("contender") { Description = "Which server of --pacing and --throughput. Default: the one of the plain self-test.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb(Name, "The server side of selftest; speaks lines on stdin and stdout.") { contender };
        verb.Hidden = true;
        verb.SetAction((parsed, stop) => parsed.GetValue(contender) is { } word
            ? ContenderHost.RunAsync(Words.Parse<Contender>(word) ?? throw CommandException.Usage($"'{word}' is not {Values.NoneOf(word, Words.All<Contender>())}"), Console.In, session.Out, stop)
            : SelfTestServer.RunAsync(Console.In, session.Out, stop));
        return verb;
    }
}
