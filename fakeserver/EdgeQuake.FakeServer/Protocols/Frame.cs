namespace EdgeQuake.FakeServer;

/// <summary>One frame before framing: an event's fields, or a comment.</summary>
/// <param name="Data">Its lines are separated by LF, whatever terminator the wire uses; null = no data field.</param>
/// <param name="Bare">The data is a line by itself, with no field's name before it and no blank line after it.</param>
/// <param name="Token">Counts as a token when its last byte is sent.</param>
internal sealed record Frame(string? Data, bool Token = false, string? Comment = null, string? Type = null, string? Id = null, string? Retry = null, bool Bare = false)
{
    public static Frame[] Of(string data, bool token = false) => [new(data, token)];
}
