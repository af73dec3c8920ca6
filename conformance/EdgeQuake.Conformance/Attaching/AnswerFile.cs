using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The file that a command writes its answer to, where it names <c>{out}</c>: a fresh path in the temporary folder, gone after the run.</summary>
internal sealed class AnswerFile(bool wanted) : IDisposable
{
    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"edgequake-answer-{Guid.NewGuid():N}.txt");

    /// <summary>What was written; null when no file was asked for, empty when none was made.</summary>
    internal string? Text => !wanted ? null : File.Exists(Path) ? File.ReadAllText(Path, Encoding.UTF8) : "";

    public void Dispose()
    {
        if (wanted)
        {
            File.Delete(Path);
        }
    }
}
