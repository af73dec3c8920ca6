namespace EdgeQuake.FakeServer;

/// <summary>Text as it came, last piece first: to add one costs the same however long it is.</summary>
internal sealed record SaidPiece(SaidPiece? Before, string Text)
{
    public string Whole()
    {
        var pieces = new List<string>();
        for (var piece = this; piece is not null; piece = piece.Before)
        {
            pieces.Add(piece.Text);
        }

        pieces.Reverse();
        return string.Concat(pieces);
    }
}
