using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace EdgeQuake.Conformance;

/// <summary>The run as a Visual Studio test result file, which Azure Pipelines and the .NET tools read: a unit test per verdict, named client, case and api.</summary>
/// <remarks>Ids are made from the names, so the same verdict is the same test in every run, and the same run.json gives the same file.</remarks>
public static class TrxReport
{
    private const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // The two ids that every such file carries: a fixed type for unit tests, and the list of results in no list.
    private const string UnitTestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string NoList = "8c84fa94-04c1-424b-9868-57a2d4851a1d";

    private sealed record Test(string Class, string Name, TimeSpan Took, TestOutcome Outcome)
    {
        internal string Id => Uuid($"test {Class} {Name}");

        internal string Execution => Uuid($"execution {Class} {Name}");

        internal string Word => Outcome.Kind switch { TestKind.Passed => "Passed", TestKind.Failed => "Failed", TestKind.Broken => "Error", _ => "NotExecuted" };
    }

    /// <summary>The XML text, UTF-8.</summary>
    public static string Render(ConformanceResult result)
    {
        var tests = result.Clients.SelectMany(run => Tests(run, result)).ToArray();
        var (start, end) = (Stamp(result.Header.StartedUtc), Stamp(result.Header.StartedUtc + result.Header.Duration));
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            xml.WriteStartElement("TestRun", Namespace);
            Attributes(xml, ("id", Uuid($"run {start} {result.Header.Seed}")), ("name", $"edgequake-harness conform {start}"));
            Element(xml, "Times", ("creation", start), ("queuing", start), ("start", start), ("finish", end));
            Many(xml, "Results", tests, t => Result(xml, t, result));
            Many(xml, "TestDefinitions", tests, t => Definition(xml, t));
            Many(xml, "TestEntries", tests, t => Element(xml, "TestEntry", ("testId", t.Id), ("executionId", t.Execution), ("testListId", NoList)));
            Many(xml, "TestLists", [NoList], id => Element(xml, "TestList", ("name", "Results Not in a List"), ("id", id)));
            Summary(xml, tests);
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static IEnumerable<Test> Tests(ConformanceRun run, ConformanceResult result)
    {
        var rules = result.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var faults = TestOutcome.Faults(run).Select((f, n) => new Test(run.Client.Name, $"{f.Name} {n + 1}", TimeSpan.Zero, new(TestKind.Broken, f.What, null)));
        return faults.Concat(run.Verdicts.Select(v =>
            new Test($"{run.Client.Name}.{v.Profile}", $"{v.Case} [{v.Api}]", v.Took, TestOutcome.Of(run, v, rules.GetValueOrDefault(v.Case)))));
    }

    private static void Result(XmlWriter xml, Test test, ConformanceResult result)
    {
        var start = result.Header.StartedUtc;
        xml.WriteStartElement("UnitTestResult", Namespace);
        Attributes(xml,
            ("executionId", test.Execution), ("testId", test.Id), ("testName", $"{test.Class}: {test.Name}"), ("computerName", result.Header.Machine),
            ("duration", test.Took.ToString("c", CultureInfo.InvariantCulture)), ("startTime", Stamp(start)), ("endTime", Stamp(start + test.Took)),
            ("testType", UnitTestType), ("outcome", test.Word), ("testListId", NoList), ("relativeResultsDirectory", test.Execution));
        if (test.Outcome.Message.Length > 0)
        {
            xml.WriteStartElement("Output", Namespace);
            xml.WriteStartElement("ErrorInfo", Namespace);
            xml.WriteElementString("Message", Namespace, XmlText.Of(test.Outcome.Message));
            if (test.Outcome.Details is { } details)
                xml.WriteElementString("StackTrace", Namespace, XmlText.Of(details));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Definition(XmlWriter xml, Test test)
    {
        xml.WriteStartElement("UnitTest", Namespace);
        Attributes(xml, ("name", $"{test.Class}: {test.Name}"), ("storage", "edgequake-harness"), ("id", test.Id));
        Element(xml, "Execution", ("id", test.Execution));
        Element(xml, "TestMethod", ("codeBase", "edgequake-harness"), ("adapterTypeName", "executor://edgequake-harness"), ("className", test.Class), ("name", test.Name));
        xml.WriteEndElement();
    }

    private static void Summary(XmlWriter xml, IReadOnlyList<Test> tests)
    {
        string Count(TestKind kind) => tests.Count(t => t.Outcome.Kind == kind).ToString(CultureInfo.InvariantCulture);
        var bad = tests.Any(t => t.Outcome.Kind is TestKind.Failed or TestKind.Broken);
        xml.WriteStartElement("ResultSummary", Namespace);
        Attributes(xml, ("outcome", bad ? "Failed" : "Completed"));
        Element(xml, "Counters",
            ("total", tests.Count.ToString(CultureInfo.InvariantCulture)), ("executed", tests.Count(t => t.Outcome.Kind != TestKind.Skipped).ToString(CultureInfo.InvariantCulture)),
            ("passed", Count(TestKind.Passed)), ("failed", Count(TestKind.Failed)), ("error", Count(TestKind.Broken)), ("timeout", "0"), ("aborted", "0"), ("inconclusive", "0"),
            ("passedButRunAborted", "0"), ("notRunnable", "0"), ("notExecuted", Count(TestKind.Skipped)), ("disconnected", "0"), ("warning", "0"), ("completed", "0"),
            ("inProgress", "0"), ("pending", "0"));
        xml.WriteEndElement();
    }

    private static void Many<T>(XmlWriter xml, string name, IEnumerable<T> all, Action<T> write)
    {
        xml.WriteStartElement(name, Namespace);
        foreach (var one in all)
            write(one);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Namespace);
        Attributes(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, XmlText.Of(value));
    }

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    private static string Uuid(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
