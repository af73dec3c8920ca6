using System.Globalization;
using System.Text;
using System.Xml;

namespace EdgeQuake.Conformance;

/// <summary>The run for CI systems: a suite per client, a test case per verdict.</summary>
/// <remarks>A MUST that failed is a failure; SHOULD, MAY and known failures are skipped with the reason; broken is an error: the schema that Jenkins, GitLab and GitHub read.</remarks>
public static class JunitReport
{
    /// <summary>The XML text, UTF-8.</summary>
    public static string Render(ConformanceResult result)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "edgequake-harness conform");
            foreach (var run in result.Clients)
            {
                Suite(xml, run, result);
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Suite(XmlWriter xml, ConformanceRun run, ConformanceResult result)
    {
        var rules = result.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var standings = run.Verdicts.Select(v => Standings.Of(run, v)).ToArray();
        var faults = Faults(run).ToArray();
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", run.Client.Name);
        Attribute(xml, "tests", run.Verdicts.Count + faults.Length);
        Attribute(xml, "failures", standings.Count(s => s == Standing.Failed));
        Attribute(xml, "errors", standings.Count(s => s == Standing.Broken) + faults.Length);
        Attribute(xml, "skipped", standings.Count(s => s is Standing.Skipped or Standing.NotApplicable or Standing.Known or Standing.Warned));
        Attribute(xml, "time", Seconds(result.Header.Duration));
        Attribute(xml, "timestamp", result.Header.StartedUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "client.version", run.Client.Version);
        Property(xml, "seed", result.Header.Seed.ToString(CultureInfo.InvariantCulture));
        Property(xml, "commit", result.Header.Commit);
        xml.WriteEndElement();
        foreach (var fault in faults)
        {
            Case(xml, run.Client.Name, fault.Name, TimeSpan.Zero, "error", fault.What, fault.What);
        }

        for (var i = 0; i < standings.Length; i++)
        {
            Verdict(xml, run, run.Verdicts[i], standings[i], rules.GetValueOrDefault(run.Verdicts[i].Case));
        }

        xml.WriteEndElement();
    }

    private static void Verdict(XmlWriter xml, ConformanceRun run, Verdict verdict, Standing standing, CaseRule? rule)
    {
        var reason = verdict.Reason ?? "";
        var (element, message) = standing switch
        {
            Standing.Passed => (null, ""),
            Standing.Failed => ("failure", reason),
            Standing.Broken => ("error", reason),
            Standing.Known => ("skipped", $"known failure: {run.Baseline!.For(verdict)!.Reason}"),
            Standing.Warned => ("skipped", $"{verdict.Level} failed: {reason}"),
            _ => ("skipped", $"{Standings.Word(standing)}: {reason}"),
        };
        var body = element is "failure" or "error" ? string.Join('\n', new[] { rule?.About, reason }.Concat(verdict.Findings.Skip(1).Select(Sentences.Of)).OfType<string>()) : null;
        Case(xml, $"{run.Client.Name}.{verdict.Profile}", $"{verdict.Case} [{verdict.Api}]", verdict.Took, element, message, body);
    }

    /// <summary>What stopped the run before its cases, as test cases of their own: a suite without cases looks green.</summary>
    private static IEnumerable<(string Name, string What)> Faults(ConformanceRun run)
    {
        if (run.Doctor is { Well: false } doctor)
        {
            yield return ("doctor", doctor.Mistake!);
        }

        if (run.Broke is { } broke && broke != run.Doctor?.Mistake)
        {
            yield return ("attach", broke);
        }

        foreach (var stale in run.Baseline?.Stale ?? [])
        {
            yield return ("baseline", stale);
        }
    }

    private static void Case(XmlWriter xml, string group, string name, TimeSpan took, string? element, string message, string? body)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", group);
        Attribute(xml, "name", name);
        Attribute(xml, "time", Seconds(took));
        if (element is not null)
        {
            xml.WriteStartElement(element);
            Attribute(xml, "message", message);
            xml.WriteString(body is null ? "" : XmlText.Of(body));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, object value) =>
        xml.WriteAttributeString(name, XmlText.Of(Convert.ToString(value, CultureInfo.InvariantCulture)!));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
