using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using OpenAI;
using OpenAI.Chat;

namespace EdgeQuake.Bench.Parsers;

/// <summary>The official OpenAI client (NuGet) from response to text, as its README shows it; its request goes to a handler that answers with the payload, so no connection is in the figure.</summary>
internal static class OpenAiPath
{
    public static Action<ChunkStream, Taker> Updates(Payload payload)
    {
        var answering = new Answering();
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri("http://localhost/v1"),
            Transport = new HttpClientPipelineTransport(new HttpClient(answering)),
            RetryPolicy = new ClientRetryPolicy(0),
        };
        var client = new ChatClient("gpt-4o-mini", new ApiKeyCredential("none"), options);
        ChatMessage[] question = [new UserChatMessage("What is EdgeQuake?")];
        return (body, taker) =>
        {
            answering.Body = body;
            foreach (var update in client.CompleteChatStreaming(question))
            {
                foreach (var part in update.ContentUpdate)
                    taker.Take(part.Text);
            }
        };
    }

    private sealed class Answering : HttpMessageHandler
    {
        public Stream Body { get; set; } = Stream.Null;

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StreamContent(Body);
            content.Headers.ContentType = new("text/event-stream");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));
    }
}
