using System.Runtime.CompilerServices;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The README says what the code says: its xunit example is a file that is compiled and run, its table of admin calls is the code's.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_xunit_example_is_the_one_that_runs()
    {
        var code = Read("RetryExample.cs");
        Read("../../README.md").Should().Contain("```csharp\n" + code[code.IndexOf("public sealed class", StringComparison.Ordinal)..] + "```");
    }

    [Fact]
    public void Every_admin_call_is_in_its_table() =>
        Read("../../README.md").Should().Contain(string.Concat(AdminRoutes.All.Select(r => $"| `{r.Method} {AdminRoutes.Root}{r.Path}` | {r.About} |\n")));

    private static string Read(string path, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, path)).ReplaceLineEndings("\n");
}
