namespace EdgeQuake.Harness;

/// <summary>Reports beside a run.json. One that cannot be made is named and never costs the others.</summary>
internal static class Renderings
{
    public static ExitCode Write(Session session, OutFolder folder, params IReadOnlyList<(string Name, Func<string> Render)> reports)
    {
        var code = ExitCode.Ok;
        foreach (var (name, render) in reports)
        {
            try
            {
                folder.Write(name, render());
            }
            catch (Exception failure)
            {
                // The boundary around each report: the run's numbers are safe in run.json.
                session.Error.WriteLine($"error: {name} could not be made: {failure.Message}");
                code = ExitCode.Broken;
            }
        }

        return code;
    }
}
