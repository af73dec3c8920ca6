using System.Runtime.CompilerServices;
using FluentAssertions;

namespace EdgeQuake.Bench.Tests;

/// <summary>Approved output files beside the tests. ACCEPT_GOLDEN=1 writes them anew; the difference is then read in review.</summary>
internal static class Golden
{
    public static void Match(string name, string actual, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "golden", name);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        actual.ReplaceLineEndings("\n").Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
