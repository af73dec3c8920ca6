using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>file: capture.bin</c>: the bytes of a file in the scenario file's folder or below, read when the scenario is loaded.</summary>
internal static class FileStep
{
    private const int Most = 16 << 20;

    public static Verb Verb { get; } = new(new("step", "file", "text", "", "The bytes of a file, its path relative to the scenario file; at most 16 MiB."), Read);

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at) =>
        r.Text(value, "file") is { } path && r.Bytes(value, path, Most) is { } bytes ? [new BytesStep(at, "file", null, bytes)] : [];
}
