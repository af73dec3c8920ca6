using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>length</c> as a step, and <c>file</c>, as a raw client reads them.</summary>
public sealed class LengthAndFileTests
{
    [Theory]
    [InlineData("length: 500\nsteps: [ { token: a } ]", 500)]
    [InlineData("steps: [ { length: 500 }, { token: a } ]", 500)]
    [InlineData("steps: [ { token: a }, { length: 4 } ]", 4)]
    public async Task A_length_that_lies_is_announced_and_the_connection_ends(string keys, int length)
    {
        var (head, body, end) = await Played.TextAsync("protocol: sse\n" + keys);
        head.Should().Contain($"\r\nContent-Length: {length}\r\n").And.NotContain("chunked");
        (body, end).Should().Be(("data: a\n\n", "fin"));
    }

    [Theory]
    [InlineData("http: 1.0\nsteps: [ { token: a } ]")]
    [InlineData("http: 1.0\nframing: close\nsteps: [ { token: a } ]")]
    public async Task Http_1_0_ends_with_the_connection(string keys)
    {
        var (head, body, end) = await Played.TextAsync("protocol: sse\n" + keys);
        head.Should().StartWith("HTTP/1.0 200 OK\r\n").And.NotContain("chunked").And.NotContain("Content-Length");
        (body, end).Should().Be(("data: a\n\n", "fin"));
    }

    [Fact]
    public async Task A_file_is_sent_byte_for_byte()
    {
        using var folder = new TempFolder();
        byte[] capture = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Directory.CreateDirectory(folder.File("sub"));
        File.WriteAllBytes(folder.File("sub/capture.bin"), capture);
        var (_, body, _) = await Played.BytesAsync("protocol: raw\nframing: close\nsteps: [ { file: sub/capture.bin } ]", folder.Path);
        body.Should().Equal(capture);
    }

    [Theory]
    [InlineData("captre.bin", "x.yaml:2:20: no file 'captre.bin'; expected a file beside the scenario file or below it, of at most 16 MiB; did you mean 'capture.bin'?")]
    [InlineData("../capture.bin", "x.yaml:2:20: file '../capture.bin'; expected a file beside the scenario file or below it, of at most 16 MiB")]
    [InlineData("/etc/hostname", "x.yaml:2:20: file '/etc/hostname'; expected a file beside the scenario file or below it, of at most 16 MiB")]
    [InlineData("big.bin", "x.yaml:2:20: file 'big.bin' has 16777217 bytes; expected a file beside the scenario file or below it, of at most 16 MiB")]
    public void A_file_that_is_missing_elsewhere_or_too_big_is_refused_in_one_line(string name, string line)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("capture.bin"), "x");
        using (var big = File.Create(folder.File("big.bin")))
        {
            big.SetLength((16 << 20) + 1);
        }

        Yaml.OnlyProblem($"steps: [ {{ file: {name} }} ]", folder.Path).ToString().Should().Be(line);
    }

    [Fact]
    public void A_file_is_looked_for_beside_the_scenario_file()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("capture.bin"), "data: x\n\n");
        File.WriteAllText(folder.File("s.yaml"), "- { scenario: s, protocol: sse, steps: [ { file: capture.bin } ] }\n");
        var set = ScenarioFile.Read(folder.File("s.yaml"));
        set.Problems.Should().BeEmpty();
        set.Scenarios[0].Plan().Body().Should().Be("data: x\n\n");
    }
}
