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
        var faults = TestOutcome.Faults(run).ToArray();
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
        if (run.Client.Source is not null)
        {
            Property(xml, "client.source", run.Client.Source);
        }

        Property(xml, "seed", result.Header.Seed.ToString(CultureInfo.InvariantCulture));
        Property(xml, "commit", result.Header.Commit);
        xml.WriteEndElement();
        foreach (var fault in faults)
        {
            Case(xml, run.Client.Name, fault.Name, TimeSpan.Zero, "error", fault.What, fault.What);
        }

        foreach (var verdict in run.Verdicts)
        {
            Verdict(xml, run, verdict, rules.GetValueOrDefault(verdict.Case));
        }

        xml.WriteEndElement();
    }

    private static void Verdict(XmlWriter xml, ConformanceRun run, Verdict verdict, CaseRule? rule)
    {
        var test = TestOutcome.Of(run, verdict, rule);
        var element = test.Kind switch { TestKind.Passed => null, TestKind.Failed => "failure", TestKind.Broken => "error", _ => "skipped" };
        Case(xml, $"{run.Client.Name}.{verdict.Profile}", $"{verdict.Case} [{verdict.Api}]", verdict.Took, element, test.Message, test.Details);
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
