namespace EdgeQuake.Conformance;

/// <summary>Where a value lies in an event's data: bytes between quotes, a bare scalar, or a whole JSON object.</summary>
/// <param name="Escaped">Holds a backslash.</param>
internal readonly record struct JsonSlice(int Start, int Length, bool Escaped)
{
    public bool Said => Start > 0;
}

/// <summary>One frame as offsets, before it becomes spans.</summary>
internal readonly record struct FramePart(FrameKind Kind, JsonSlice Text, int Choice = 0, int Index = 0, JsonSlice Id = default, JsonSlice Name = default);

/// <summary>The frames of one event: almost always one. Reused, so that reading allocates nothing.</summary>
internal struct FrameParts
{
    private FramePart[] _parts;

    public int Count { get; private set; }

    public readonly FramePart this[int i] => _parts[i];

    public void Add(FramePart part)
    {
        _parts ??= new FramePart[4];
        if (Count == _parts.Length)
            Array.Resize(ref _parts, Count * 2);
        _parts[Count++] = part;
    }

    public void Clear() => Count = 0;
}
