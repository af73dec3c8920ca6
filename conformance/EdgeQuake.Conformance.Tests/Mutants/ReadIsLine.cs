namespace EdgeQuake.Conformance.Tests;

/// <summary>Ends a line wherever a read ends, as a client does that splits each read for itself.</summary>
internal sealed class ReadIsLine : BodyChange
{
    internal override byte[] Change(ReadOnlySpan<byte> read) => read is [.., (byte)'\n' or (byte)'\r'] ? read.ToArray() : [.. read, (byte)'\n'];
}
