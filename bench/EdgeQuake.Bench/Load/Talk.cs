using System.Text;

namespace EdgeQuake.Bench;

/// <summary>What was said in one conversation so far: each turn's request carries it on. Turns come one after the other, so it needs no lock.</summary>
internal sealed class Talk
{
    private readonly List<(string Question, string Answer)> _said = [];
    private readonly StringBuilder _hearing = new();

    /// <summary>Turns that are over, as they were asked and answered.</summary>
    public IReadOnlyList<(string Question, string Answer)> Said => _said;

    /// <summary>Where the server keeps the conversation (EdgeQuake chat): its id, once it said it.</summary>
    public string? Id { get; set; }

    public int Characters => _said.Sum(s => s.Question.Length + s.Answer.Length);

    public void Hear(ReadOnlySpan<byte> text) => _hearing.Append(Encoding.UTF8.GetString(text));

    /// <summary>The turn is asked again: what was heard of it is void.</summary>
    public void Again() => _hearing.Clear();

    /// <summary>The turn is over: the next one hears anew.</summary>
    public void Over(string question)
    {
        _said.Add((question, _hearing.ToString()));
        _hearing.Clear();
    }
}
