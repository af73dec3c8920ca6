using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Whom to ask, as typed: the address, and what each request carries. Read as <c>load</c> reads it.</summary>
internal static class Targets
{
    /// <summary>An absolute http or https address.</summary>
    public static Uri Of(string word) => Read("url", word).Target;

    /// <summary><c>name=value</c>.</summary>
    public static KeyValuePair<string, string> Parameter(string word) => Read("param", word).Parameters[0];

    /// <summary><c>name: value</c>; <c>${NAME}</c> in the value is the variable of the environment.</summary>
    public static HttpField Header(string word) => Read("header", word).Headers[0];

    /// <summary>The text of a PEM file of authorities.</summary>
    public static string Authority(string word) => Read("ca-cert", word).CaCert!;

    private static LoadProfile Read(string name, string word)
    {
        var given = new SettingGiven(SettingTable.Find(name)!, word);
        var read = given.Setting.Read(new LoadProfile { Target = new Uri("http://localhost") }, word, SettingSource.In(Environment.CurrentDirectory));
        return read.Profile ?? throw CommandException.Usage(given.At(read.Problem!).ToString());
    }
}
