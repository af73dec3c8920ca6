using BenchmarkDotNet.Loggers;

namespace EdgeQuake.Bench.Parsers;

/// <summary>BenchmarkDotNet's own log, of which only errors and one line a benchmark are of interest here.</summary>
internal sealed class TextLogger(TextWriter to) : ILogger
{
    private bool _line;

    public string Id => nameof(TextLogger);

    public int Priority => 0;

    public void Write(LogKind logKind, string text)
    {
        _line = logKind is LogKind.Error || text.StartsWith("// Benchmark:", StringComparison.Ordinal);
        if (_line)
            to.Write(text);
    }

    public void WriteLine()
    {
        if (_line)
            to.WriteLine();
        _line = false;
    }

    public void WriteLine(LogKind logKind, string text)
    {
        Write(logKind, text);
        WriteLine();
    }

    public void Flush() => to.Flush();
}
