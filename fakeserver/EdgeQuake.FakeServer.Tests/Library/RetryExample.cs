using System.Net;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The example of fakeserver/README.md, which is this file from here on: what stands there is compiled and run.</summary>
public sealed class RetryExample
{
    private const string Script = """
        scenario: overloaded-then-fine
        protocol: edgequake
        attempts:
          - { status: 503, headers: { retry-after: "0" }, body: '{"error":"overloaded"}' }
          - steps: [ { tokens: ["Edge", "Quake"] }, { done: } ]
        """;

    [Fact]
    public async Task My_client_asks_again_when_the_server_is_overloaded()
    {
        await using var fake = await FakeSseServer.FromYamlAsync(Script);
        using var client = new HttpClient { BaseAddress = fake.BaseAddress };

        var answer = await AskAsync(client, "/query/stream?query=What+is+EdgeQuake");

        Assert.Contains("\"chunk\":\"Quake\"", answer);
        Assert.Equal(2, fake.Journal.Count);
        fake.Verify(); // every request was answered, every scripted attempt was used
    }

    // Stands for the client under test.
    private static async Task<string> AskAsync(HttpClient client, string path)
    {
        while (true)
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            }
        }
    }
}
