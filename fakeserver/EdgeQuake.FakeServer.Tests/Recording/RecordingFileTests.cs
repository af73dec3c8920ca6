using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A recording read back: whole, torn, or wrong in a named line.</summary>
public sealed class RecordingFileTests
{
    private const string Header = """{"kind":"recording","schema":1,"tool":"t","upstream":"http://x/","startedUtc":"2026-01-01T00:00:00+00:00"}""" + "\n";
    private const string Request = """{"kind":"request","exchange":1,"connection":1,"sinceStartUs":5,"method":"GET","target":"/","headers":["Host: x"],"text":""}""" + "\n";

    [Fact]
    public void Exchanges_side_by_side_are_taken_apart()
    {
        var text = Header + Request + Request.Replace("\"exchange\":1", "\"exchange\":2", StringComparison.Ordinal)
            + """{"kind":"read","exchange":2,"atUs":7,"text":"b"}""" + "\n" + """{"kind":"read","exchange":1,"atUs":9,"base64":"/w=="}""" + "\n"
            + """{"kind":"end","exchange":2,"atUs":12,"how":"fin","why":"x"}""" + "\n";
        var (recording, problem) = Parse(text);
        problem.Should().BeNull();
        recording!.Exchanges.Select(e => (e.Number, e.Reads.Single().At.TotalMicroseconds, e.End?.How)).Should().Equal((1, 9d, null), (2, 7d, RecordedEnding.Fin));
        recording.Exchanges[0].Reads[0].Bytes.ToArray().Should().Equal(0xff);
    }

    [Fact]
    public void A_last_line_that_was_cut_off_is_left_out()
    {
        var (recording, problem) = Parse(Header + Request + """{"kind":"read","exchange":1,"atU""");
        problem.Should().BeNull();
        recording!.Torn.Should().BeTrue();
        recording.Exchanges.Single().Reads.Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "run.jsonl: the file is empty*")]
    [InlineData("scenario: x\n", "run.jsonl:1:1: no line of a recording*")]
    [InlineData(Request, "run.jsonl:1:1: *the first line is not of kind recording*")]
    [InlineData(Header + Header, "run.jsonl:2:1: *a second header*")]
    [InlineData(Header + "{\"kind\":\"read\",\"exchange\":3,\"atUs\":1,\"text\":\"\"}\n", "run.jsonl:2:1: *exchange 3 has no request*")]
    [InlineData(Header + "{\"kind\":\"reed\"}\n", "run.jsonl:2:1: *unknown kind 'reed'*")]
    [InlineData(Header + Request + "{\"kind\":\"read\",\"exchange\":1,\"text\":\"\"}\n", "run.jsonl:3:1: a member is missing*")]
    [InlineData(Header + Request + "{\"kind\":\"end\",\"exchange\":1,\"atUs\":1,\"how\":\"bang\"}\n", "run.jsonl:3:1: *unknown end 'bang'*")]
    public void Anything_else_is_refused_by_its_line(string text, string problem)
    {
        var (recording, said) = Parse(text);
        recording.Should().BeNull();
        said!.ToString().Should().Match(problem);
    }

    private static (FakeServer.Recording? Recording, Problem? Problem) Parse(string text) => RecordingFile.Parse(Encoding.UTF8.GetBytes(text), "run.jsonl");
}
