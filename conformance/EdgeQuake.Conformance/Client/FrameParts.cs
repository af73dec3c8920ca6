namespace EdgeQuake.Conformance;

/// <summary>The frames of one event: almost always one. Reused, so that reading allocates nothing.</summary>
internal struct FrameParts
{
    private FramePart[] _parts;

    public int Count { get; private set; }

    public readonly FramePart this[int i] => _parts[i];

    public void Add(FramePart part)
    {
        _parts ??= new FramePart[1];
        if (Count == _parts.Length)
            Array.Resize(ref _parts, Count * 2);
        _parts[Count++] = part;
    }

    public void Clear() => Count = 0;
}
