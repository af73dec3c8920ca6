using System.Diagnostics;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What is said of each stream beside its figures: operation, provider, model, server, and the class of one that failed. Never a header, a question or an answer.</summary>
internal sealed class GenAiAttributes
{
    private readonly ParameterMix _mix;
    private readonly LoadProfile _profile;
    private readonly KeyValuePair<string, object?>[] _all;

    public GenAiAttributes(LoadProfile profile)
    {
        (_mix, _profile) = (new(profile), profile);
        _all =
        [
            new("gen_ai.operation.name", Operation(profile)),
            new("gen_ai.provider.name", Provider(profile.Protocol)),
            new("server.address", profile.Target.IdnHost),
            new("server.port", profile.Target.Port),
        ];
    }

    public TagList Of(StreamTimeline stream)
    {
        var tags = new TagList(_all);
        if (Model(stream) is { } model)
        {
            tags.Add("gen_ai.request.model", model);
        }

        return tags;
    }

    public TagList With(StreamTimeline stream, string name, string value)
    {
        var tags = Of(stream);
        tags.Add(name, value);
        return tags;
    }

    /// <summary>A failed stream's class is its <c>error.type</c>.</summary>
    public TagList WithEnd(StreamTimeline stream) => stream.Complete ? Of(stream) : With(stream, "error.type", Words.Of(stream.Class));

    /// <summary>As it was asked for; null where no model was named.</summary>
    private string? Model(StreamTimeline stream) => _mix.Of(stream.Number / _profile.Turns).Parameters.Where(p => p.Key == "model").Select(p => p.Value).FirstOrDefault();

    /// <summary>The conventions' own words; a graph that is streamed is what was retrieved.</summary>
    private static string Operation(LoadProfile p) =>
        p.Protocol == Protocol.Edgequake && p.Shape == Shape.Graph ? "retrieval"
        : p.Protocol == Protocol.Ollama && p.Target.AbsolutePath.EndsWith("/generate", StringComparison.Ordinal) ? "text_completion"
        : "chat";

    /// <summary>Whose wire it is; who stands behind it cannot be known.</summary>
    private static string Provider(Protocol protocol) => protocol is Protocol.OpenaiChat or Protocol.OpenaiResponses ? "openai" : Words.Of(protocol);
}
