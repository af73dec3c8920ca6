using System.Text;
using Spectre.Console;

namespace EdgeQuake.Harness;

/// <summary>The terminal behind stderr for Spectre's live displays. Its own kind asks whether the writer is the console's, which ours is not: ours survives the terminal.</summary>
internal sealed class LiveOutput(TextWriter error) : IAnsiConsoleOutput
{
    private const int UsualWidth = 80, UsualHeight = 24;

    public TextWriter Writer => error;

    public bool IsTerminal => true;

    /// <summary>Asked anew for each drawing, so that a window may change its size.</summary>
    public int Width => Size(() => Console.WindowWidth, UsualWidth);

    public int Height => Size(() => Console.WindowHeight, UsualHeight);

    /// <summary>Left as it is: nothing but what it can carry is drawn.</summary>
    public void SetEncoding(Encoding encoding)
    {
    }

    private static int Size(Func<int> ask, int usual)
    {
        try
        {
            return ask() is > 0 and var size ? size : usual;
        }
        catch (IOException)
        {
            // The terminal is gone.
            return usual;
        }
    }
}
