using System.Net;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What a refusal says of when, and whether, to ask again.</summary>
public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("retry-after", "2", 2000.0)]
    [InlineData("retry-after", "0", null)]
    [InlineData("retry-after", "-5", null)]
    [InlineData("retry-after", "5x", null)]
    [InlineData("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT", null)]
    [InlineData("retry-after", "Sunday, 06-Nov-94 08:49:37 GMT", null)]
    [InlineData("retry-after-ms", "300", 300.0)]
    [InlineData("retry-after-ms", "12.5", 12.5)]
    [InlineData("retry-after-ms", "0", null)]
    [InlineData("retry-after-ms", "-1", null)]
    [InlineData("retry-after-ms", "1e400", null)]
    [InlineData("retry-after-ms", "soon", null)]
    public void A_time_is_asked_for_or_not(string name, string value, double? milliseconds) =>
        (RetryAfter.Of(Refused((name, value)), Clock.Real)?.TotalMilliseconds).Should().Be(milliseconds);

    [Fact]
    public void Milliseconds_go_before_seconds() =>
        RetryAfter.Of(Refused(("retry-after", "2"), ("retry-after-ms", "300")), Clock.Real).Should().Be(TimeSpan.FromMilliseconds(300));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("maybe", null)]
    public void The_server_may_say_whether_it_helps(string value, bool? advised) => RetryAfter.Advised(Refused(("x-should-retry", value))).Should().Be(advised);

    private static HttpResponseMessage Refused(params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        return response;
    }
}
