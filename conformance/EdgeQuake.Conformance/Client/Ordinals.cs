namespace EdgeQuake.Conformance;

/// <summary>Numbers tool calls from 0, whatever numbers the protocol gives to the items or blocks that they stand in.</summary>
internal struct Ordinals
{
    private List<int>? _seen;

    public int Of(int index)
    {
        _seen ??= [];
        var at = _seen.IndexOf(index);
        if (at >= 0)
            return at;
        _seen.Add(index);
        return _seen.Count - 1;
    }
}
