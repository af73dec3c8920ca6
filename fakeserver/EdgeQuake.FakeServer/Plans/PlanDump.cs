using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>A plan for people: one act a line with its time on the stream's own time line; as text, or with every body byte in hexadecimal.</summary>
public static class PlanDump
{
    private const int Row = 16;

    /// <summary>One line an act; bodies as text with control characters escaped.</summary>
    public static string Text(Plan plan) => Lines(plan, (text, write) => text.Append(" \"").Append(Escaped(write.Body.Span)).Append('"'));

    /// <summary>The same with bodies as hex dump, 16 bytes a row.</summary>
    public static string Hex(Plan plan) => Lines(plan, (text, write) => Rows(text, write.Body.Span));

    private static string Lines(Plan plan, Action<StringBuilder, PlanOp.Write> body)
    {
        var text = new StringBuilder();
        var at = TimeSpan.Zero;
        foreach (var op in plan.Ops)
        {
            text.Append(CultureInfo.InvariantCulture, $"{at.TotalMilliseconds,9:0.0} ms  {Named(op)}");
            if (op is PlanOp.Write write)
            {
                body(text, write);
            }

            text.Append('\n');
            at += op is PlanOp.Wait wait ? wait.For : op is PlanOp.Stall { For: { } still } ? still : TimeSpan.Zero;
        }

        return plan.Draws.Count == 0 ? text.ToString() : text.Append("drawn: ").AppendJoin(", ", plan.Draws).Append('\n').ToString();
    }

    private static string Named(PlanOp op) => op switch
    {
        PlanOp.Open open => $"{Words.Of(open.Fault)}{Coded(open.Code)}, instead of a head",
        PlanOp.Respond head => $"head {head.Status}, {Words.Of(head.Framing)}{(head.Length is { } n ? $" {n}" : "")}{string.Concat(head.Headers.Select(h => $"; {h.Name}: {h.Value}"))}{(head.Trickle is { } t ? $", {t.Bytes} B every {t.Per.TotalMilliseconds:0.###} ms" : "")}",
        PlanOp.Write w => $"write {w.Body.Length} B{(w.Declared is { } d ? $" of {d} declared" : "")}",
        PlanOp.Wait wait => $"wait {wait.For.TotalMilliseconds:0.###} ms",
        PlanOp.Stall stall => stall.For is { } time ? $"silence for {time.TotalMilliseconds:0.###} ms" : "silence until the client closes",
        PlanOp.Gate gate => gate.Reported is { } n ? $"hold until {n} were reported" : $"hold until gate '{gate.Name}' opens",
        PlanOp.End end => $"end: {Words.Of(end.Kind)}{Coded(end.Code)}{(end.CloseNotify ? "" : ", without close_notify")}",
        _ => op.ToString(),
    };

    private static string Coded(H2Code? code) => code is { } c ? $" {Words.Of(c)}" : "";

    private static void Rows(StringBuilder text, ReadOnlySpan<byte> body)
    {
        for (var at = 0; at < body.Length; at += Row)
        {
            var row = body[at..Math.Min(at + Row, body.Length)];
            text.Append(CultureInfo.InvariantCulture, $"\n        {at:x6}  ");
            foreach (var b in row)
            {
                text.Append(CultureInfo.InvariantCulture, $"{b:x2} ");
            }

            text.Append(' ', (Row - row.Length) * 3).Append(' ');
            foreach (var b in row)
            {
                text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
            }
        }
    }

    // Bytes that are not UTF-8 show as \xNN, so that no two bodies look alike.
    private static string Escaped(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder();
        while (!body.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(body, out var rune, out var used);
            text.Append(status != System.Buffers.OperationStatus.Done ? Hexed(body[..used]) : rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '"' => "\\\"",
                '\\' => "\\\\",
                < 0x20 or 0x7f or 0xfeff => $"\\u{rune.Value:x4}",
                _ => rune.ToString(),
            });
            body = body[used..];
        }

        return text.ToString();
    }

    private static string Hexed(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return text.ToString();
    }
}
