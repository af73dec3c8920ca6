using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The run header: complete, without host names, with secrets masked.</summary>
public sealed class RunHeadersTests
{
    [Fact]
    public void It_names_the_machine_by_kind_and_cores_and_never_by_host()
    {
        var header = RunHeaders.Capture("load", 1, 7, ["load", "http://localhost:8080"], DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(3));
        header.Should().Match<RunHeader>(h => h.Kind == "load" && h.Schema == 1 && h.Seed == 7 && h.Cores == Environment.ProcessorCount && h.Duration == TimeSpan.FromSeconds(3));
        header.Cpu.Should().NotBeNullOrWhiteSpace();
        header.Machine.Should().Contain(header.Cpu).And.EndWith(header.Cores == 1 ? "1 core" : $"{header.Cores} cores");
        header.Runtime.Should().StartWith(".NET ");
        header.Commit.Should().MatchRegex("^([0-9a-f]{40}|unknown)$");
        if (Environment.MachineName.Length > 3)
        {
            header.ToString().Should().NotContain(Environment.MachineName);
        }
    }

    [Theory]
    [InlineData("--api-key s3cret", "--api-key ***")]
    [InlineData("--api-key=s3cret", "--api-key=***")]
    [InlineData("--header Authorization:s3cret", "--header Authorization:***")]
    [InlineData("http://h/q?api_key=s3cret&top_k=1", "http://h/q?api_key=***&top_k=1")]
    [InlineData("--param auth=sk-s3cretABCDEFG", "--param auth=***")]
    [InlineData("--concurrency 50 --slo ttft.p95<500ms", "--concurrency 50 --slo ttft.p95<500ms")]
    [InlineData("--header x-my-own:s3cret --count 3", "--header x-my-own:*** --count 3")]
    [InlineData("--header=x-my-own:s3cret$a", "--header=x-my-own:*********")]
    [InlineData("--header x-my-own:${MY_KEY}", "--header x-my-own:${MY_KEY}")]
    [InlineData("--header x-my-own:pre-${MY_KEY}-post", "--header x-my-own:***${MY_KEY}***")]
    [InlineData("http://me:s3cret@h/q http://h/@x", "http://***@h/q http://h/@x")]
    public void Secrets_in_arguments_are_masked(string typed, string kept) =>
        string.Join(' ', RunHeaders.Capture("load", 1, 1, typed.Split(' '), default, default).Arguments).Should().Be(kept);

    [Fact]
    public void The_platforms_own_files_are_read()
    {
        Machine.FromCpuInfo(["processor\t: 0", "model name\t: AMD EPYC 7B13", "model name\t: other"]).Should().Be("AMD EPYC 7B13");
        Machine.FromCpuInfo(["nothing"]).Should().BeNull();
        Machine.FromLimits(["Limit  Soft  Hard", "Max open files            1024                 524288               files     "]).Should().Be(1024);
        Machine.FromLimits(["Max open files            unlimited            unlimited            files     "]).Should().BeNull();
    }

    [Fact]
    public void A_working_copy_tells_its_commit_through_a_reference_or_a_packed_one()
    {
        var root = Directory.CreateTempSubdirectory("edgequake-");
        try
        {
            var git = root.CreateSubdirectory(".git");
            File.WriteAllText(Path.Combine(git.FullName, "HEAD"), "ref: refs/heads/main\n");
            File.WriteAllText(Path.Combine(git.FullName, "packed-refs"), "# pack-refs\n1111111111111111111111111111111111111111 refs/heads/main\n");
            var inside = root.CreateSubdirectory("a/b").FullName;
            ToolVersion.FromWorkingCopy(inside).Should().Be("1111111111111111111111111111111111111111");
            Directory.CreateDirectory(Path.Combine(git.FullName, "refs/heads"));
            File.WriteAllText(Path.Combine(git.FullName, "refs/heads/main"), "2222222222222222222222222222222222222222\n");
            ToolVersion.FromWorkingCopy(inside).Should().Be("2222222222222222222222222222222222222222");
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
