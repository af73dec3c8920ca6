using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The key <c>matrix</c>: the product of its lists, less the cells that do not exist.</summary>
internal static class MatrixReader
{
    public static IReadOnlyList<Cell> Read(Fields scenario, Scenario s)
    {
        if (scenario.Value("matrix") is not { } node)
        {
            return [Cell.Default];
        }

        var f = new Fields(scenario.Reading, node, "matrix");
        List<Cell> cells = [];
        foreach (var eol in Values<Eol>(f, "eol"))
        {
            foreach (var framing in Values<BodyFraming>(f, "framing"))
            {
                foreach (var shape in Values<Shape>(f, "shape"))
                {
                    cells.AddRange(Writes(f, s, new Cell(null, eol, framing, shape)));
                }
            }
        }

        return cells;
    }

    private static IEnumerable<Cell> Writes(Fields f, Scenario s, Cell cell)
    {
        if (!f.Has("write"))
        {
            return [cell];
        }

        // A CR and its LF can only be parted where the frames have both.
        return f.Items("write").SelectMany(n => f.Reading.Text(n, "write") == "every-cut"
            ? Cuts(s, cell)
            : StepReader.Write(f.Reading, n) is { } mode && (mode.Kind != WriteKind.CrlfSplit || cell.Eol == Eol.Crlf) ? [cell with { Write = mode }] : []);
    }

    /// <summary>One cell per byte position of the first attempt's body.</summary>
    private static IEnumerable<Cell> Cuts(Scenario s, Cell cell)
    {
        var plan = Planner.Render(s, new PlanInput(cell with { Write = new WriteMode(WriteKind.Whole) }, 0, 1, 0, s.Seed, null));
        var length = plan.Ops.OfType<PlanOp.Write>().Sum(w => w.Body.Length);
        return Enumerable.Range(1, Math.Max(0, length - 1)).Select(at => cell with { Write = new WriteMode(WriteKind.At, At: [at]) });
    }

    private static List<T?> Values<T>(Fields f, string key) where T : struct, Enum =>
        f.Has(key) ? [.. f.Items(key).Select(n => f.Reading.Word<T>(n, f.Reading.Text(n, key) ?? "", key))] : [null];
}
