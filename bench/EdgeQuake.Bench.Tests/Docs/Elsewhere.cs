namespace EdgeQuake.Bench.Tests;

/// <summary>Commands of the documents that something else of this repository runs each time: which file does, and by what words.</summary>
internal static class Elsewhere
{
    private const string SelfTests = "bench/EdgeQuake.Bench.Tests/Commands/SelfTestCommandTests.cs";

    public static IReadOnlyList<(string Command, string File, string Words)> All { get; } =
    [
        ("dotnet test", ".ci/run", "dotnet test -c Release"),
        ("dotnet run -c Release --project bench/EdgeQuake.Harness", "bench/EdgeQuake.Bench.Tests/Commands/TourTests.cs", "await tool.RunAsync();"),
        ("dotnet pack bench/EdgeQuake.Harness -c Release -o harness-out/packages && dotnet tool install edgequake.harness --prerelease --tool-path harness-out/tools --add-source harness-out/packages", "conformance/recipes/github.yml", "dotnet tool install"),
        ("dotnet publish bench/EdgeQuake.Harness -c Release -p:OneFile=true -o harness-out/one-file", ".ci/release", "dotnet publish bench/EdgeQuake.Harness -c Release -p:OneFile=true -o harness-out/one-file"),
        ("edgequake-harness selftest --pacing", SelfTests, "\"selftest\", \"--pacing\""),
        ("edgequake-harness selftest --pacing --levels 1000,2000,10000x2,1000/unison --for 3s --repeats 5", SelfTests, "\"--levels\", \"5,5/unison\""),
        ("edgequake-harness selftest --throughput", SelfTests, "\"selftest\", \"--throughput\""),
        ("edgequake-harness selftest --client --for 3s --repeats 3 --streams 500 --without httpx", SelfTests, "\"--without\", \"httpx,sse-parser\""),
        ("edgequake-harness compare --guide", "bench/EdgeQuake.Bench.Tests/Commands/ProvidersTests.cs", "\"compare\", \"--guide\""),
        ("bench/nginx/run", ".ci/run", "bench/nginx/run"),
        ("bench/EdgeQuake.Bench.Locust/live.py", ".ci/run", "bench/EdgeQuake.Bench.Locust/live.py"),
        (".ci/run", ".github/workflows/ci.yml", "run: .ci/run"),
    ];

    public static string? Of(string command) => All.Where(e => e.Command == command).Select(e => e.File).FirstOrDefault();
}
