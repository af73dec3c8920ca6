using System.ClientModel.Primitives;
using System.Text.Json.Nodes;

namespace EdgeQuake.Adapters;

/// <summary>The headers that a case asks the client to send.</summary>
internal sealed class Headers(JsonObject fields) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Set(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Set(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Set(PipelineMessage message)
    {
        foreach (var (name, value) in fields)
        {
            message.Request.Headers.Set(name, (string)value!);
        }
    }
}
