using System.CommandLine;
using System.Text;
using System.Text.Json;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>list</c>: every id that serve, show, explain and conform take.</summary>
internal static class ListVerb
{
    public static Verb Create(Session session)
    {
        var json = new Option<bool>("--json") { Description = "One JSON array on stdout." };
        var profile = new Option<string?>("--profile") { Description = "Only the cases of one profile.", HelpName = "profile" };
        var hashes = new Option<bool>("--hashes") { Description = "Each case with the hash of what it plays and expects: the text of an edition of the corpus." };
        var verb = new Verb("list", "Lists scenarios and conformance cases.") { json, profile, hashes };
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(hashes))
            {
                session.Out.Write(Edition.Write());
                return (int)ExitCode.Ok;
            }

            var chosen = Choose(parsed.GetValue(profile));
            session.Out.WriteLine(parsed.GetValue(json) ? Json(chosen) : Text(chosen));
            return (int)ExitCode.Ok;
        });
        return verb;
    }

    private static IReadOnlyList<Scenario> Choose(string? profile)
    {
        if (profile is null)
        {
            return Catalogue.BuiltIn;
        }

        var known = Catalogue.BuiltIn.Select(s => s.Case?.Profile).OfType<string>().Distinct().ToList();
        return known.Contains(profile)
            ? [.. Catalogue.BuiltIn.Where(s => s.Case?.Profile == profile)]
            : throw CommandException.Usage($"--profile: '{profile}' is not {Values.NoneOf(profile, known)}");
    }

    private static string Text(IReadOnlyList<Scenario> scenarios)
    {
        var width = scenarios.Max(s => s.Id.Length);
        return string.Join('\n', scenarios.Select(s =>
            $"{s.Id.PadRight(width)}  {(s.Case is { } c ? $"{c.Level,-6} {c.Profile,-5}" : "scenario    ")}  {s.About}".TrimEnd()));
    }

    private static string Json(IReadOnlyList<Scenario> scenarios)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var s in scenarios)
            {
                writer.WriteStartObject();
                writer.WriteString("id", s.Id);
                writer.WriteString("about", s.About);
                writer.WriteString("protocol", Words.Of(s.Protocol));
                writer.WriteNumber("cells", s.Cells.Count);
                writer.WriteString("level", s.Case?.Level);
                writer.WriteString("profile", s.Case?.Profile);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
