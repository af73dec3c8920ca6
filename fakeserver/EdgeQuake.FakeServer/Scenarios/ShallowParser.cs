using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EdgeQuake.FakeServer;

/// <summary>Events of YAML down to a depth: the library builds its tree by recursion, and what is nested too deep would take the process with it.</summary>
/// <exception cref="TooDeepException">From <see cref="MoveNext"/>, before the tree is that deep.</exception>
internal sealed class ShallowParser(TextReader yaml, int most) : IParser
{
    private readonly Parser inner = new(yaml);
    private int depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        var moved = inner.MoveNext();
        depth += moved ? inner.Current!.NestingIncrease : 0;
        return depth <= most ? moved : throw new TooDeepException(inner.Current!.Start, inner.Current.End, $"nested more than {most} levels deep");
    }
}

/// <summary>Where it became too deep.</summary>
internal sealed class TooDeepException(Mark start, Mark end, string message) : YamlException(start, end, message);
