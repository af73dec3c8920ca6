using System.Text;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Reads bytes as Latin-1 and hands them on as UTF-8.</summary>
internal sealed class Latin1 : BodyChange
{
    internal override byte[] Change(ReadOnlySpan<byte> read) => Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(read));
}
