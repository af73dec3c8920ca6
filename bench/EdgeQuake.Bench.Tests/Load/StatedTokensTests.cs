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
    public void It_is_read_where_it_is_stated(string json, int? tokens) => Usage.Of(System.Text.Encoding.UTF8.GetBytes(json)).Answer.Should().Be(tokens);

    [Theory]
    [InlineData("""{"prompt_tokens":3,"completion_tokens":42}""", 3, 42)]
    [InlineData("""{"input_tokens":25,"output_tokens":1}""", 25, 1)]
    [InlineData("""{"model":"m","done":true,"prompt_eval_count":26,"eval_count":298}""", 26, 298)]
    [InlineData("""{"output_tokens":9}""", null, 9)]
    public void Every_protocols_words_are_known(string json, int? prompt, int answer) => Usage.Of(System.Text.Encoding.UTF8.GetBytes(json)).Should().Be(new Stated(prompt, answer, null));

    [Theory]
    [InlineData("""{"tokens_used":3,"answer_cache_hit":true}""", true)]
    [InlineData("""{"answer_cache_hit":false}""", false)]
    [InlineData("""{"tokens_used":3}""", null)]
    public void A_cache_hit_is_known(string json, bool? hit) => Usage.Of(System.Text.Encoding.UTF8.GetBytes(json)).CacheHit.Should().Be(hit);
}
