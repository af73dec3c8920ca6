using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>npm eventsource-parser on node, over the same payloads: what a program in another language pays. A process of its own, one line a row.</summary>
internal static class NodeParser
{
    public const string Split = "eventsource-parser on node, split";
    public const string Text = "eventsource-parser on node + JSON.parse";

    private const string Script = "eventsource-parser.mjs";

    /// <summary>The rows; or none, and why there are none.</summary>
    /// <param name="folder">Where the package is installed.</param>
    public static (IReadOnlyList<ParserRow> Rows, string Said) Measure(string folder, bool quick, IEnumerable<Payload> payloads)
    {
        if (!File.Exists(Path.Combine(folder, "node_modules", "eventsource-parser", "package.json")))
        {
            return ([], $"eventsource-parser was not measured: it is not installed in {folder} (run npm ci there).");
        }

        var scratch = Directory.CreateTempSubdirectory("edgequake-parsers");
        try
        {
            return Read(Ask(Task(Path.GetFullPath(folder), quick, payloads, scratch.FullName), scratch.FullName), [.. payloads]);
        }
        catch (Win32Exception)
        {
            return ([], "eventsource-parser was not measured: there is no node on the path.");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Lines of the script → rows. A row whose text is not the payload's is refused: its time is no parser's.</summary>
    internal static (IReadOnlyList<ParserRow> Rows, string Said) Read(IReadOnlyList<string> lines, IReadOnlyList<Payload> payloads)
    {
        if (lines.Count == 0 || !lines[0].StartsWith('{') || JsonNode.Parse(lines[0]) is not { } head)
        {
            return ([], $"eventsource-parser was not measured: node said '{(lines.Count == 0 ? "nothing" : lines[0])}'.");
        }

        var rows = new List<ParserRow>();
        foreach (var line in lines.Skip(1).Select(l => JsonNode.Parse(l)!))
        {
            var payload = payloads.Single(p => p.Name == (string?)line["payload"]);
            var (split, events, text) = ((bool)line["split"]!, (int)line["events"]!, (string?)line["text"]);
            if (events != payload.Events || (!split && text != payload.Text))
            {
                return ([], $"eventsource-parser was not measured: it read another text than was in '{payload.Name}'.");
            }

            rows.Add(Row(split, payload, (int)line["read"]!, [.. line["samples"]!.AsArray().Select(s => (double)s!).Order()]));
        }

        return (rows, $"eventsource-parser {head["package"]} on node {head["node"]}.");
    }

    private static ParserRow Row(bool split, Payload payload, int read, double[] samples)
    {
        var mean = samples.Average();
        var deviation = Math.Sqrt(samples.Sum(s => (s - mean) * (s - mean)) / Math.Max(1, samples.Length - 1));
        return new(split ? Split : Text, payload.Name, read, payload.BytesPerEvent, mean, samples[samples.Length / 2], deviation, samples.Length, null);
    }

    private static string Task(string folder, bool quick, IEnumerable<Payload> payloads, string scratch) => new JsonObject
    {
        ["folder"] = folder,
        ["warmups"] = quick ? 1 : 4,
        ["iterations"] = quick ? 3 : 11,
        ["milliseconds"] = quick ? 20 : 100,
        ["payloads"] = new JsonArray([.. payloads.Select(p => (JsonNode)new JsonObject
        {
            ["name"] = p.Name,
            ["protocol"] = Words.Of(p.Protocol),
            ["file"] = Written(Path.Combine(scratch, p.Name), p.Bytes),
            ["reads"] = new JsonArray([.. p.Reads.Select(r => (JsonNode)r)]),
        })]),
    }.ToJsonString();

    private static string Written(string file, byte[] bytes)
    {
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static List<string> Ask(string task, string scratch)
    {
        var script = Path.Combine(scratch, Script);
        using (var from = typeof(NodeParser).Assembly.GetManifestResourceStream(Script)!)
        using (var to = File.Create(script))
        {
            from.CopyTo(to);
        }

        using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        node.StandardInput.Write(task);
        node.StandardInput.Close();
        var lines = node.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        node.WaitForExit();
        return node.ExitCode == 0 ? [.. lines] : [$"exit {node.ExitCode}"];
    }
}
