using Spectre.Console;

namespace EdgeQuake.Harness;

/// <summary>What one call of the command stands on: results go to <see cref="Out"/>, progress and complaints to <see cref="Error"/>.</summary>
/// <param name="Typed">The arguments as typed, for the run header.</param>
/// <param name="Trailing">The words after <c>--</c>: a command to start; null when there was no <c>--</c>.</param>
public sealed record Session(TextWriter Out, TextWriter Error, IReadOnlyList<string> Typed, IReadOnlyList<string>? Trailing)
{
    /// <summary>Live progress is only for a terminal that can move its cursor; else progress is plain lines.</summary>
    public bool Live { get; } =
        Error is LastingWriter { To: var error } && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");

    /// <summary>A console on stderr for Spectre's live displays; use it only when <see cref="Live"/>.</summary>
    public IAnsiConsole Progress() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new LiveOutput(Error), Ansi = OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes });
}
