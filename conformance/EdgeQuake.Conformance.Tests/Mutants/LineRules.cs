namespace EdgeQuake.Conformance.Tests;

/// <summary>Misreadings of lines, each as the line that a right client would have to be sent to read the same.</summary>
internal static class LineRules
{
    /// <summary>All spaces after the colon go, not one.</summary>
    internal static string TrimsAll(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? $"{line[..colon]}: {line[(colon + 1)..].TrimStart(' ')}" : line;

    /// <summary>No space is taken off.</summary>
    internal static string TrimsNone(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? $"{line[..colon]}: {line[(colon + 1)..]}" : line;

    /// <summary>A space is demanded: a field without one is unknown.</summary>
    internal static string WantsSpace(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && !line[(colon + 1)..].StartsWith(' ') ? "x" + line : line;

    /// <summary>A comment is data.</summary>
    internal static string CommentIsData(string line) => line.StartsWith(':') ? "data" + line : line;

    /// <summary>Every data line is an event: the lines of one block are not joined.</summary>
    internal static string EventALine(string line) => line.StartsWith("data:", StringComparison.Ordinal) ? line + "\n" : line;

    /// <summary>The event type stays over a block that has no data.</summary>
    internal static Func<string, string?> LeakedType()
    {
        var (type, data) = (false, false);
        return line =>
        {
            if (line.Length == 0 && type && !data)
                return null;
            type = line.Length > 0 && (type || line.StartsWith("event", StringComparison.Ordinal));
            data = line.Length > 0 && (data || line.StartsWith("data", StringComparison.Ordinal));
            return line;
        };
    }

    /// <summary>Data that is neither JSON nor the end mark is half an object.</summary>
    internal static string PlainIsMalformed(string line) =>
        line.StartsWith("data: ", StringComparison.Ordinal) && line.Length > 6 && line[6] is not ('{' or '[') ? "data: {" + line[6..] : line;

    /// <summary>The data of an event that names a type is dropped.</summary>
    internal static Func<string, string?> UntypedOnly()
    {
        var typed = false;
        return line =>
        {
            typed = line.Length > 0 && (typed || line.StartsWith("event", StringComparison.Ordinal));
            return typed && line.StartsWith("data", StringComparison.Ordinal) ? ":" : line;
        };
    }

    /// <summary>A blank line dispatches whether there was data or not.</summary>
    internal static Func<string, string?> BlankDispatches()
    {
        var data = false;
        return line =>
        {
            var empty = line.Length == 0 && !data;
            data = line.Length > 0 && (data || line.StartsWith("data", StringComparison.Ordinal));
            return empty ? "data\n" : line;
        };
    }

    /// <summary>A block that has fields but no data is run through the JSON reader.</summary>
    internal static Func<string, string?> DatalessIsMalformed()
    {
        var (fields, data) = (false, false);
        return line =>
        {
            var dataless = line.Length == 0 && fields && !data;
            fields = line.Length > 0 && (fields || !line.StartsWith(':'));
            data = line.Length > 0 && (data || line.StartsWith("data", StringComparison.Ordinal));
            return dataless ? "data: {\n" : line;
        };
    }
}
