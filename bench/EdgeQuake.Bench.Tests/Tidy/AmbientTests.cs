using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Time and chance are arguments: no ambient clock, no unseeded draw, no swallowed failure.</summary>
public sealed partial class AmbientTests
{
    private const string Pacing = "fakeserver/EdgeQuake.FakeServer/Pacing/";

    /// <summary>The server that is measured because it delays by timers.</summary>
    private const string Rival = "bench/EdgeQuake.Bench/SelfCheck/Contenders/DelayServer.cs";

    [Fact]
    public void No_source_reads_an_ambient_clock_or_unseeded_chance() =>
        Hits(Ambient(), f => !f.StartsWith(Pacing, StringComparison.Ordinal) && f != Rival).Should().BeEmpty("a Clock and a seed are passed in");

    [Fact]
    public void No_catch_is_empty() => Hits(EmptyCatch(), _ => true).Should().BeEmpty("a failure is a value or a message, never nothing");

    [Fact]
    public void Nothing_is_left_half_done() => Hits(Leftover(), _ => true).Should().BeEmpty("a stub is not landed");

    [Theory]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("new Random()")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("Thread.Sleep(1)")]
    public void The_ban_finds(string code) => Ambient().IsMatch(code).Should().BeTrue();

    [Theory]
    [InlineData("catch (Exception) { }")]
    [InlineData("catch\n{\n}")]
    public void An_empty_catch_is_found(string code) => EmptyCatch().IsMatch(code).Should().BeTrue();

    private static List<string> Hits(Regex pattern, Func<string, bool> applies) =>
    [
        .. from file in Repository.Sources
           where applies(file) && !file.EndsWith("/Tidy/AmbientTests.cs", StringComparison.Ordinal)
           from hit in pattern.Matches(Repository.Text(file))
           select $"{file}: {hit.Value.ReplaceLineEndings(" ")}",
    ];

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|DateTime\.Today|Random\.Shared|new Random\(\)|Task\.Delay|Thread\.Sleep")]
    private static partial Regex Ambient();

    [GeneratedRegex(@"catch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex("NotImplementedException|\\bTO" + "DO\\b|\\bFIX" + "ME\\b|Assert\\.True\\(true\\)|Skip\\s*=\\s*\"")]
    private static partial Regex Leftover();
}
