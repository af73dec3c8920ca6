using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A scenario from a few lines of YAML, played on a real socket to a raw client.</summary>
internal static class Played
{
    /// <summary>The whole answer and how it ended, asked with <c>Connection: close</c> so that every end is seen.</summary>
    public static async Task<(byte[] Head, byte[] Body, string End)> BytesAsync(string keys, string? folder = null)
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load(keys, folder), cancellation: TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        var (bytes, end) = client.Send(RawClient.Get(more: "Connection: close\r\n")).ReadToEnd();
        var head = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        return (bytes[..head], bytes[head..], end);
    }

    public static async Task<(string Head, string Body, string End)> TextAsync(string keys, string? folder = null)
    {
        var (head, body, end) = await BytesAsync(keys, folder);
        return (System.Text.Encoding.UTF8.GetString(head), System.Text.Encoding.UTF8.GetString(body), end);
    }

    /// <summary>The bodies of the chunks, in order.</summary>
    public static List<byte[]> Chunks(byte[] body)
    {
        List<byte[]> chunks = [];
        for (var at = 0; at < body.Length;)
        {
            var line = body.AsSpan(at).IndexOf("\r\n"u8);
            var size = Convert.ToInt32(System.Text.Encoding.ASCII.GetString(body, at, line), 16);
            if (size == 0)
            {
                break;
            }

            chunks.Add(body.AsSpan(at + line + 2, size).ToArray());
            at += line + 2 + size + 2;
        }

        return chunks;
    }
}
