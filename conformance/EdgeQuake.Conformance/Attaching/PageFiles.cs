using Microsoft.AspNetCore.Http;

namespace EdgeQuake.Conformance;

/// <summary>The files that a page is made of: those beside the user's page, and the protocol's loop, which comes with the harness.</summary>
internal static class PageFiles
{
    internal static byte[] Embedded(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream("adapters/" + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A file of the page's folder; null when there is none, or when the path leads out of the folder.</summary>
    internal static byte[]? Beside(string? folder, string page, string path)
    {
        if (folder is null)
            return null;
        var file = Path.GetFullPath(Path.Combine(folder, path == "/" ? page : path.TrimStart('/')));
        return file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    internal static async Task SendAsync(HttpContext context, byte[]? bytes, string name)
    {
        if (bytes is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".json" => "application/json",
            _ => "application/octet-stream",
        };
        await context.Response.Body.WriteAsync(bytes);
    }
}
