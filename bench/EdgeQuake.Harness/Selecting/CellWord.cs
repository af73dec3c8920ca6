using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>A cell as typed: <c>write=byte,eol=cr</c>, with or without brackets; it must be one of the scenario's own.</summary>
internal static class CellWord
{
    public static Cell Of(Scenario scenario, string? word)
    {
        if (word is null)
        {
            return scenario.Cells[0];
        }

        var name = $"[{word.Trim('[', ']').Replace(" ", "", StringComparison.Ordinal)}]";
        return scenario.Cells.FirstOrDefault(c => c.ToString() == name) ?? throw CommandException.Usage(
            $"{scenario.Id} has no cell {name}"
            + (Words.Nearest(name, scenario.Cells.Select(c => c.ToString())) is { Length: > 0 } near ? $"; did you mean '{near}'?"
                : scenario.Cells.Count == 1 ? "; it has no matrix" : $"; it has {string.Join(' ', scenario.Cells.Take(6).Select(c => c.ToString()))}{(scenario.Cells.Count > 6 ? " …" : "")}"));
    }
}
