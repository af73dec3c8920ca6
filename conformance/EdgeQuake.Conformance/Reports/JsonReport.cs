namespace EdgeQuake.Conformance;

/// <summary>The run as run.json.</summary>
public static class JsonReport
{
    public static string Render(ConformanceResult result) => ConformanceJson.Render(result);
}
