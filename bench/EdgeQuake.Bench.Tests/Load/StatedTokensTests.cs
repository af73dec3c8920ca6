using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The server's own token count, as either protocol states it.</summary>
public sealed class StatedTokensTests
{
    [Theory]
    [InlineData("""{"prompt_tokens":3,"completion_tokens":42,"total_tokens":45}""", 42)]
    [InlineData("""{"retrieval_time_ms":45,"tokens_used":342}""", 342)]
    [InlineData("""{"total_tokens":45}""", null)]
    [InlineData("""{"details":{"completion_tokens":1}}""", null)]
    [InlineData("""{"completion_tokens":"many"}""", null)]
    [InlineData("""{"completion_tokens":""", null)]
    [InlineData("", null)]
    public void It_is_read_where_it_is_stated(string json, int? tokens) => Usage.Tokens(System.Text.Encoding.UTF8.GetBytes(json)).Should().Be(tokens);
}
