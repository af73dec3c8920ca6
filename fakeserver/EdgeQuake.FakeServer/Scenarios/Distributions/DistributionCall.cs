using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>A named form as it stands in a file.</summary>
/// <param name="Key">The key whose value it is: ttft, itl, wait…</param>
/// <param name="Args">What stands between its brackets, by commas.</param>
internal sealed record DistributionCall(Reading Reading, YamlNode Node, string Key, string[] Args);
