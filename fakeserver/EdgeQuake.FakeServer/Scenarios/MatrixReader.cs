using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The key <c>matrix</c>: the product of its lists, less the cells that do not exist.</summary>
internal static class MatrixReader
{
    /// <summary>Every cut is for small streams: each position is a run.</summary>
    private const int MostCuts = 4096;

    /// <summary>Whether the value of a top-level <c>write</c> asks for more than one cell.</summary>
    public static bool IsMatrix(YamlNode write) => write is YamlSequenceNode or YamlScalarNode { Value: "every-cut" };

    /// <summary>The scenario with its cells.</summary>
    public static Scenario Read(Fields scenario, Scenario s)
    {
        var f = scenario.Value("matrix") is { } node ? new Fields(scenario.Reading, node, "matrix") : null;
        var write = scenario.Value("write") is { } top && IsMatrix(top) ? scenario : f;
        if (f is null && write is null)
        {
            return s;
        }

        if (write == scenario && f?.Has("write") == true)
        {
            scenario.Reading.Add(scenario.KeyNode("write")!, "a list for write beside a matrix that has one", "one of them");
        }

        var (cells, leftOut) = Product(f, write!, s);
        var place = scenario.KeyNode("matrix") ?? scenario.KeyNode("write")!;
        if (cells.Count == 0 && scenario.Reading.Problems.Count == 0)
        {
            scenario.Reading.Add(place, "a matrix without a cell", "crlf-split only with eol: crlf; every-cut only of a body");
        }

        return s with { Cells = cells, CellsLeftOut = leftOut };
    }

    private static (List<Cell> Cells, List<Cell> LeftOut) Product(Fields? f, Fields write, Scenario s)
    {
        List<Cell> cells = [], leftOut = [];
        foreach (var eol in Values<Eol>(f, "eol"))
        {
            foreach (var framing in Values<BodyFraming>(f, "framing"))
            {
                foreach (var shape in Values<Shape>(f, "shape"))
                {
                    foreach (var cell in Writes(write, s, new Cell(null, eol, framing, shape)))
                    {
                        (Exists(cell, s) ? cells : leftOut).Add(cell);
                    }
                }
            }
        }

        return (cells, leftOut);
    }

    private static IEnumerable<Cell> Writes(Fields f, Scenario s, Cell cell) =>
        !f.Has("write") ? [cell] : f.Items("write").SelectMany(n => f.Reading.Text(n, "write") == "every-cut"
            ? Cuts(f.Reading, n, s, cell)
            : StepReader.Write(f.Reading, n) is { } mode ? [cell with { Write = mode }] : []);

    /// <summary>A CR and its LF can only be parted where frames have both; lines of JSON never end in a CR alone.</summary>
    private static bool Exists(Cell cell, Scenario s) =>
        !(s.Protocol == Protocol.Ollama && cell.Eol == Eol.Cr) && Cuttable(cell, s);

    private static bool Cuttable(Cell cell, Scenario s) =>
        cell.Write?.Kind != WriteKind.CrlfSplit
        || (cell.Eol is { } eol ? eol == Eol.Crlf : s.Exchanges.SelectMany(e => e.Attempts).Any(a => a.Eol == Eol.Crlf || a.Steps.Any(x => x is EolStep { Eol: Eol.Crlf })));

    /// <summary>One cell per byte position of the first attempt's body.</summary>
    private static IEnumerable<Cell> Cuts(Reading r, YamlNode node, Scenario s, Cell cell)
    {
        if (r.Problems.Count > 0)
        {
            return [];
        }

        var plan = Planner.Render(s, new PlanInput(cell with { Write = new WriteMode(WriteKind.Whole) }, 0, 1, 0, s.Seed, null));
        var length = plan.Ops.OfType<PlanOp.Write>().Sum(w => w.Body.Length);
        if (length > MostCuts)
        {
            r.Add(node, $"every-cut of a body of {length} bytes", $"at most {MostCuts}: each position is a run");
            return [];
        }

        return Enumerable.Range(1, Math.Max(0, length - 1)).Select(at => cell with { Write = new WriteMode(WriteKind.At, At: [at]) });
    }

    private static List<T?> Values<T>(Fields? f, string key) where T : struct, Enum =>
        f?.Has(key) == true ? [.. f.Items(key).Select(n => f.Reading.Word<T>(n, f.Reading.Text(n, key) ?? "", key))] : [null];
}
