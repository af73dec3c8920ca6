using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Questions from one column of a CSV file with a head line.</summary>
internal static class CsvPrompts
{
    public static (IReadOnlyList<string> Prompts, Problem? Problem) Parse(string file, string text, string field)
    {
        var rows = new CsvRows(text);
        if (!rows.Next() || rows.Wrong is not null)
        {
            return ([], rows.Wrong is { } bad ? At(bad) : null);
        }

        string[] heads = [.. rows.Fields.Select(f => f.Text.Trim())];
        var column = Array.FindIndex(heads, h => string.Equals(h, field, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
        {
            return ([], new(file, 1, 1, $"no column '{field}'", $"one of {string.Join(", ", heads)} (--prompt-field names it)", Words.Nearest(field, heads)));
        }

        var prompts = new List<string>();
        while (rows.Next())
        {
            if (rows.Wrong is { } wrong)
            {
                return ([], At(wrong));
            }

            if (rows.Fields.Count != heads.Length)
            {
                return ([], new(file, rows.Fields[0].Line, 1, $"{rows.Fields.Count} fields", $"{heads.Length}, as the head line has"));
            }

            var cell = rows.Fields[column];
            if (cell.Text.Trim().Length == 0)
            {
                return ([], new(file, cell.Line, cell.Column, $"'{heads[column]}' is empty", "a question"));
            }

            prompts.Add(cell.Text);
        }

        return (prompts, null);

        Problem At((int Line, int Column, string What) wrong) => new(file, wrong.Line, wrong.Column, wrong.What, "RFC 4180: a field in quotes, its own quotes doubled, and then a comma or the end of the line");
    }
}
