using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A profile file says what the options say; what is typed wins; what is wrong has its place.</summary>
public sealed class ProfileFileTests
{
    private static readonly string Pem = Authority();
    private static readonly SettingSource Source = new(n => n == "KEY" ? "secret" : null, f => f == "q.txt" ? ("one\ntwo", null) : f == "ca.pem" ? (Pem, null) : (null, "there is no such file"));

    [Fact]
    public void Every_form_of_value_is_read()
    {
        var profile = Good("""
            # a comment
            url: http://h:1/x
            protocol: openai-chat
            stages: [0-20/s:30s, 20/s:1m]
            warm-up: 5s
            seed: 18446744073709551615
            prompts: q.txt
            param: { model: gpt, top_k: [5, 10] }
            header:
              authorization: Bearer ${KEY}
            slo: [ttft.p95<500ms, "failed<1%"]
            max-failed: 20%
            no-probe: true
            """);

        profile.Target.Should().Be(new Uri("http://h:1/x"));
        profile.Protocol.Should().Be(Protocol.OpenaiChat);
        profile.Stages.Should().HaveCount(2);
        profile.For.Should().Be(TimeSpan.FromSeconds(90));
        profile.Seed.Should().Be(ulong.MaxValue);
        profile.Prompts.Should().Equal("one", "two");
        profile.Parameters.Should().Equal(KeyValuePair.Create("model", "gpt"), KeyValuePair.Create("top_k", "5,10"));
        profile.Headers.Should().ContainSingle().Which.Should().Be(new HttpField("authorization", "Bearer secret"));
        profile.Objectives.Should().HaveCount(2);
        (profile.MaxFailed, profile.NoProbe).Should().Be((0.2, true));
    }

    [Fact]
    public void What_is_typed_wins_and_silences_what_it_stands_in_the_place_of()
    {
        var file = ProfileFile.Parse("url: http://h\nstages: 1/s:10s\nslo: [ttft.p50<1s, e2e.p50<9s]\nseed: 3", "f.yaml").Given;

        var (profile, problems) = SettingTable.Profile([.. file, Typed("concurrency", "4"), Typed("for", "5s"), Typed("slo", "itl.p50<1s")], _ => Source);

        problems.Should().BeEmpty();
        (profile!.Concurrency, profile.Stages.Count, profile.For, profile.Seed).Should().Be((4, 0, TimeSpan.FromSeconds(5), 3UL));
        profile.Objectives.Select(o => o.Metric).Should().Equal("itl");
    }

    [Theory]
    [InlineData("url: http://h\nrat: 3", "f.yaml:2:1: unknown setting 'rat'; expected one of url,*; did you mean 'rate'?")]
    [InlineData("url: http://h\nrate: fast", "f.yaml:2:7: rate: 'fast' is not a rate; expected a number of streams per second*")]
    [InlineData("url: http://h\nrate: 3\narrivals: poison\nfor: 3s", "f.yaml:3:11: arrivals: 'poison' is unknown*did you mean 'poisson'?")]
    [InlineData("url: http://h\nrate: 3\nrate: 4", "f.yaml:3:1: 'rate' stands twice*")]
    [InlineData("url: http://h\nrate: [3]", "f.yaml:2:7: rate is a list; expected a plain value: rate")]
    [InlineData("url: http://h\nfor: { a: b }", "f.yaml:2:6: for is a map*")]
    [InlineData("url: http://h\nno-probe: yes", "f.yaml:2:11: no-probe: 'yes' is neither true nor false*")]
    [InlineData("url: http://h\nrate:", "f.yaml:2:*: rate is empty; expected rate")]
    [InlineData("url: http://h\nheader: { x: \"${NONE}\" }", "f.yaml:2:11: header: the variable NONE of the environment is not set")]
    [InlineData("url: http://h\nparam: { a: { b: c } }", "f.yaml:2:13: a is a map*")]
    [InlineData("url: http://h\nslo: [[a]]", "f.yaml:2:7: slo holds what is no plain value*")]
    [InlineData("url: http://h\nprompts: none.txt", "f.yaml:2:10: prompts: none.txt: there is no such file")]
    [InlineData("url: http://h\nrate: 3\nfor: 3s\nwarm-up: 4s", "f.yaml:4:10: warm-up: 4 s of a run of 3 s*")]
    [InlineData("url: http://h\nrate: 3\nconcurrency: 3\nfor: 3s", "f.yaml:2:7: rate: both --concurrency and --rate are given*")]
    [InlineData("rate: 3", "URL: no server is named*")]
    [InlineData("- a", "f.yaml:1:1: this is no map*")]
    [InlineData("", "f.yaml: the file is empty*")]
    [InlineData("url: 'http", "f.yaml:*: not YAML: *")]
    [InlineData("url: *a", "f.yaml:1:6: url is an alias*")]
    public void What_is_wrong_has_its_place(string yaml, string line)
    {
        var (given, problem) = ProfileFile.Parse(yaml, "f.yaml");

        (problem ?? SettingTable.Profile(given, _ => Source).Problems[0]).ToString().Should().Match(line).And.NotContain("\n");
    }

    [Fact]
    public void Every_setting_can_stand_in_a_file_and_means_what_its_option_means()
    {
        foreach (var setting in SettingTable.All.Where(s => s.Name != "url"))
        {
            var word = Word(setting);
            var (given, problem) = ProfileFile.Parse($"{setting.Name}: {JsonSerializer.Serialize(word)}", "f.yaml");

            problem.Should().BeNull();
            var start = Some.Profile();
            var byFile = given.Single().Setting.Read(start, given.Single().Word, Source).Profile;
            byFile.Should().NotBeNull("{0} reads {1}", setting.Name, word);
            byFile.Should().BeEquivalentTo(setting.Read(start, word, Source).Profile, setting.Name);
            byFile.Should().NotBe(start, "{0}: {1} must change something", setting.Name, word);
        }
    }

    [Fact]
    public void The_schema_is_the_published_one() => Published(ProfileSchema.Text());

    [Fact]
    public void Every_published_profile_is_good()
    {
        var files = Repository.Files.Where(f => f.StartsWith("bench/profiles/", StringComparison.Ordinal) && f.EndsWith(".yaml", StringComparison.Ordinal) && !f.Contains("providers", StringComparison.Ordinal)).ToList();
        files.Should().NotBeEmpty();
        foreach (var file in files)
        {
            var (given, problem) = ProfileFile.Parse(Repository.Text(file), file);
            problem.Should().BeNull();
            SettingTable.Profile(given, _ => Source).Problems.Should().BeEmpty();
        }
    }

    private static void Published(string text, [CallerFilePath] string here = "")
    {
        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../results/schema/load-profile.schema.json"));
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(file, text);
        }

        text.Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    /// <summary>A word that is not the default.</summary>
    private static string Word(Setting setting) => setting switch
    {
        { Kind: SettingKind.Flag } => "true",
        { Words: { } words } => words[^1] == "raw" ? words[^2] : words[^1],
        { Word: "duration" } => "7s",
        { Word: "rate" } => "7/s",
        { Word: "duration[..duration]" } => "7s",
        { Word: "share" } => "7%",
        { Word: "stages" } => "7/s:7s",
        { Name: "ca-cert" } => "ca.pem",
        { Word: "host:port:address" } => "a:1:::1",
        { Word: "levels" } => "7,8",
        { Word: "file" } => "q.txt",
        { Word: "name: value" } => "x-a: b",
        { Word: "name=value" } => "a=b",
        { Word: "objective" } => "ttft.p50<7s",
        { Word: "input/output" } => "7/8",
        _ => "7",
    };

    private static string Authority()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }

    private static SettingGiven Typed(string name, string word) => new(SettingTable.Find(name)!, word);

    private static LoadProfile Good(string yaml)
    {
        var (given, problem) = ProfileFile.Parse(yaml, "f.yaml");
        problem.Should().BeNull();
        var (profile, problems) = SettingTable.Profile(given, _ => Source);
        problems.Should().BeEmpty();
        return profile!;
    }
}
