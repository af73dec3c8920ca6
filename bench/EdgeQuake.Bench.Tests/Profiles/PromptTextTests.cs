using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Files of questions: what each form gives, and where a bad line is.</summary>
public sealed class PromptTextTests
{
    [Theory]
    [InlineData("a.txt", "one\n\n  two\r\nthree", "one|  two|three")]
    [InlineData("a.jsonl", "{\"prompt\":\"one\",\"id\":1}\r\n\n\"two\"\n{\"id\":3,\"prompt\":\"日本\\nx\"}", "one|two|日本\nx")]
    [InlineData("a.csv", "id,prompt\n1,one\n2,\"two, \"\"2\"\"\"\r\n\n3,\"a\nb\"\n", "one|two, \"2\"|a\nb")]
    [InlineData("a.csv", "\uFEFFPrompt\nlast\"one", "last\"one")]
    [InlineData("a.CSV", "prompt,id\n\"q\",", "q")]
    public void Each_form_is_read(string file, string text, string prompts)
    {
        var (read, problem) = PromptText.Parse(file, text, "prompt");

        problem.Should().BeNull();
        read.Should().Equal(prompts.Split('|'));
    }

    [Theory]
    [InlineData("a.jsonl", "\"one\"\n{\"prompt\":tr}", "a.jsonl:2:13: this is no JSON; expected a JSON object with a string \"prompt\"*")]
    [InlineData("a.jsonl", "{\"日本\":x}", "a.jsonl:1:7: this is no JSON*")]
    [InlineData("a.jsonl", "{\"promt\":\"x\"}", "a.jsonl:1:1: no member 'prompt'*did you mean 'promt'?")]
    [InlineData("a.jsonl", "\n  {\"prompt\":3}", "a.jsonl:2:3: 'prompt' is a number*")]
    [InlineData("a.jsonl", "[1]", "a.jsonl:1:1: this is a list*")]
    [InlineData("a.jsonl", "\"\"", "a.jsonl:1:1: 'prompt' is empty*")]
    [InlineData("a.csv", "id,promt\n1,x", "a.csv:1:1: no column 'prompt'; expected one of id, promt (--prompt-field names it); did you mean 'promt'?")]
    [InlineData("a.csv", "id,prompt\n1,x\n2", "a.csv:3:1: 1 fields; expected 2*")]
    [InlineData("a.csv", "id,prompt\n1,\"a\nb\"\n2,", "a.csv:4:3: 'prompt' is empty*")]
    [InlineData("a.csv", "id,prompt\n1,\"x\" y", "a.csv:2:6: ' ' after a closing quote; expected RFC 4180*")]
    [InlineData("a.csv", "id,prompt\n1,\"x", "a.csv:2:3: a quote that never closes*")]
    [InlineData("a.csv", "\"x", "a.csv:1:1: a quote that never closes*")]
    public void A_bad_line_has_its_place(string file, string text, string line)
    {
        var (read, problem) = PromptText.Parse(file, text, "prompt");

        read.Should().BeEmpty();
        problem!.ToString().Should().Match(line);
    }

    [Fact]
    public void Ten_thousand_lines_are_read_and_the_last_one_is_still_placed()
    {
        var lines = Enumerable.Range(1, 10_000).Select(i => $"{{\"prompt\":\"question {i}\"}}").ToArray();

        PromptText.Parse("many.jsonl", string.Join('\n', lines), "prompt").Prompts.Should().HaveCount(10_000).And.EndWith("question 10000");
        PromptText.Parse("many.csv", "prompt\n" + string.Join('\n', lines.Select(l => $"\"{l.Replace("\"", "\"\"")}\"")), "prompt").Prompts.Should().Equal(lines);
        PromptText.Parse("many.jsonl", string.Join('\n', [.. lines[..^1], "{"]), "prompt").Problem!.Line.Should().Be(10_000);
    }
}
