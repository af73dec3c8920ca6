namespace EdgeQuake.Conformance;

/// <summary>Reads a response body through <see cref="Stops"/>, and lets go of it so that the server sees it at once.</summary>
internal static class HttpBody
{
    /// <summary>More bytes than this in an error or in a whole answer are not read.</summary>
    private const int Most = 16 * 1024 * 1024;

    /// <summary>The next bytes; 0 at the clean end. Any byte restarts the idle clock.</summary>
    public static async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, Stops stops)
    {
        var read = await body.ReadAsync(buffer, stops.Token);
        stops.Alive();
        return read;
    }

    /// <summary>The whole body.</summary>
    public static async Task<byte[]> WholeAsync(HttpResponseMessage response, Stops stops)
    {
        await using var body = await response.Content.ReadAsStreamAsync(stops.Token);
        using var whole = new MemoryStream();
        var buffer = new byte[4096];
        while (whole.Length < Most && await ReadAsync(body, buffer, stops) is var n and > 0)
            whole.Write(buffer, 0, n);
        return whole.ToArray();
    }

    /// <summary>
    /// Closes the connection under a body that goes on. HttpClient closes at once only when a read is cancelled while it waits; disposing a body between two
    /// reads first drains it, for up to two seconds, and the server would go on sending. So: begin a read, and cancel that.
    /// </summary>
    public static async Task AbandonAsync(Stream body)
    {
        var buffer = new byte[16 * 1024];
        for (var i = 0; i < 1024; i++)
        {
            using var now = new CancellationTokenSource();
            var read = body.ReadAsync(buffer, now.Token);
            var waiting = !read.IsCompleted;
            if (waiting)
                await now.CancelAsync();
            try
            {
                if (await read == 0)
                    return;
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException or InvalidDataException)
            {
                return; // Closed: by us, or the other side was faster, or its coding is broken.
            }
        }
    }
}
