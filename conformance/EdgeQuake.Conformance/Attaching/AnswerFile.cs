using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The file that a command writes its answer to, where it names <c>{out}</c>: a fresh path in the temporary folder, gone after the run.</summary>
internal sealed class AnswerFile(bool wanted) : IDisposable
{
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private long _seen;

    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"edgequake-answer-{Guid.NewGuid():N}.txt");

    /// <summary>What was written; null when no file was asked for, empty when none was made.</summary>
    internal string? Text => !wanted ? null : File.Exists(Path) ? File.ReadAllText(Path, Encoding.UTF8) : "";

    /// <summary>A file was asked for: what the command prints is then only talk.</summary>
    internal bool Wanted => wanted;

    /// <summary>What was written since the last look; empty while there is nothing new. A character that is not there whole comes with the next.</summary>
    internal string Grown()
    {
        if (!File.Exists(Path))
        {
            return "";
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = _seen;
        var bytes = new byte[Math.Max(0, file.Length - _seen)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _seen += read;
        var chars = new char[_utf8.GetCharCount(bytes, 0, read)];
        return new string(chars, 0, _utf8.GetChars(bytes, 0, read, chars, 0));
    }

    public void Dispose()
    {
        if (wanted)
        {
            File.Delete(Path);
        }
    }
}
