using System.Text;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>The step summary of GitHub Actions: the Markdown report appended to the file that <c>GITHUB_STEP_SUMMARY</c> names; nothing where it is not set.</summary>
internal static class StepSummaryFile
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    /// <returns>Exit 3 when the file cannot be written; it is named, and the other reports stand.</returns>
    public static ExitCode Append(Session session, ConformanceResult result) => Append(session, room => StepSummary.Of(result, room));

    /// <param name="markdown">What is appended, given how many bytes still have room.</param>
    /// <returns>As above.</returns>
    public static ExitCode Append(Session session, Func<long, string> markdown)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
            return ExitCode.Ok;
        try
        {
            var taken = File.Exists(path) ? new FileInfo(path).Length : 0;
            File.AppendAllText(path, markdown(StepSummary.GitHubLimit - taken), new UTF8Encoding(false));
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            session.Error.WriteLine($"error: {Variable}: {path} cannot be written: {failure.Message}");
            return ExitCode.Broken;
        }
    }
}
