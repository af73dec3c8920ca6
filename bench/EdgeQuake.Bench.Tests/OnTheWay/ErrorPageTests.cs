using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The page that nginx makes itself, as it came from nginx 1.22.1, against what applications answer.</summary>
public sealed class ErrorPageTests
{
    private const string Limited = "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";

    [Theory]
    [InlineData("text/html", Limited, "nginx/1.22.1")]
    [InlineData("text/html", "<html>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n", "nginx")]
    [InlineData("text/html", "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>openresty/1.25.3.1</center>", "openresty/1.25.3.1")]
    [InlineData("application/json", Limited, null)]
    [InlineData("text/html", "<html><body><h1>503</h1><hr><center>Our shop runs on nginx</center></body></html>", null)]
    [InlineData("text/html", "", null)]
    [InlineData(null, Limited, null)]
    public void Whose_page_it_is(string? type, string body, string? name) => ErrorPage.Of(type, body).Should().Be(name);

    [Fact]
    public void A_page_is_read_far_enough_and_nothing_else_longer_than_needed()
    {
        Limited.IndexOf("</center>\r\n</body>", StringComparison.Ordinal).Should().BeLessThan(ErrorPage.Enough("text/html", 200));
        ErrorPage.Enough("application/json", 200).Should().Be(200);
    }
}
