using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>A verb: its row of the key table, and how its value is read to steps.</summary>
internal sealed record Verb
{
    /// <param name="inner">Rows of the keys inside its map.</param>
    public Verb(Key row, VerbReader read, params Key[] inner) => (Row, Read, Inner) = (row, read, inner);

    public Key Row { get; }

    public VerbReader Read { get; }

    public IReadOnlyList<Key> Inner { get; }
}

/// <summary>The steps that a verb's value means; none when a problem was added.</summary>
/// <param name="at">Where the verb stands.</param>
internal delegate IReadOnlyList<Step> VerbReader(Reading r, YamlNode value, Place at);
