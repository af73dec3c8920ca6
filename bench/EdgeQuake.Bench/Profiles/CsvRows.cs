using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Rows of a CSV text (RFC 4180), each field with the place where it begins; empty lines are none. Quoted fields may hold commas, quotes and line ends.</summary>
internal sealed class CsvRows(string text)
{
    private readonly List<(string Text, int Line, int Column)> _fields = [];
    private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line = 1;
    private int _lineStart = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>Of the row that was read last.</summary>
    public IReadOnlyList<(string Text, int Line, int Column)> Fields => _fields;

    /// <summary>What is wrong in it, with its place; null = nothing.</summary>
    public (int Line, int Column, string What)? Wrong { get; private set; }

    private int Column => _at - _lineStart + 1;

    /// <summary>Reads a row; false at the end.</summary>
    public bool Next()
    {
        _fields.Clear();
        while (_at < text.Length && text[_at] is '\n' or '\r')
        {
            NewLine();
        }

        if (_at >= text.Length || Wrong is not null)
        {
            return false;
        }

        do
        {
            var (line, column) = (_line, Column);
            _fields.Add((Field(), line, column));
        }
        while (Wrong is null && _at < text.Length && text[_at] == ',' && ++_at > 0);
        return true;
    }

    private string Field()
    {
        if (_at >= text.Length || text[_at] != '"')
        {
            var end = text.AsSpan(_at).IndexOfAny(",\r\n");
            var plain = end < 0 ? text[_at..] : text.Substring(_at, end);
            _at += plain.Length;
            return plain;
        }

        var opened = (_line, Column);
        var field = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"' && !(_at + 1 < text.Length && text[++_at] == '"'))
            {
                _at += _at + 1 == text.Length && text[_at] == '"' ? 1 : 0;
                Wrong = _at < text.Length && text[_at] is not (',' or '\r' or '\n') ? (_line, Column, $"'{text[_at]}' after a closing quote") : Wrong;
                return field.ToString();
            }

            field.Append(text[_at]);
            if (text[_at] == '\n')
            {
                (_line, _lineStart) = (_line + 1, _at + 1);
            }
        }

        Wrong = (opened._line, opened.Column, "a quote that never closes");
        return field.ToString();
    }

    private void NewLine()
    {
        if (text[_at++] == '\n')
        {
            (_line, _lineStart) = (_line + 1, _at);
        }
    }
}
