using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>The other process of a selftest, started by <see cref="SelfTestVerb"/> and by nobody else: hidden.</summary>
internal static class SelfTestServerVerb
{
    public const string Name = "selftest-server";

    public static Verb Create(Session session)
    {
        var verb = new Verb(Name, "The server side of selftest; speaks lines on stdin and stdout.") { Hidden = true };
        verb.SetAction((_, stop) => SelfTestServer.RunAsync(Console.In, session.Out, stop));
        return verb;
    }
}
