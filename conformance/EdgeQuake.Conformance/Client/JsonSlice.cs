namespace EdgeQuake.Conformance;

/// <summary>Where a value lies in an event's data: bytes between quotes, a bare scalar, or a whole JSON object.</summary>
/// <param name="Escaped">Holds a backslash.</param>
internal readonly record struct JsonSlice(int Start, int Length, bool Escaped)
{
    public bool Said => Start > 0;
}
