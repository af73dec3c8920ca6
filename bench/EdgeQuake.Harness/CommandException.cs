namespace EdgeQuake.Harness;

/// <summary>A verb cannot go on: one clear line for the user, and the exit code. Caught once, in <see cref="HarnessCommand"/>.</summary>
public sealed class CommandException : Exception
{
    public CommandException(ExitCode code, string line)
        : base(line) => Code = code;

    public CommandException(ExitCode code, string line, Exception inner)
        : base(line, inner) => Code = code;

    public ExitCode Code { get; }

    /// <summary>Exit 2: what was typed or read cannot be used.</summary>
    public static CommandException Usage(string line) => new(ExitCode.Usage, line);

    /// <summary>Exit 3: something outside broke.</summary>
    public static CommandException Broken(string line, Exception? inner = null) =>
        inner is null ? new(ExitCode.Broken, line) : new(ExitCode.Broken, line, inner);
}
