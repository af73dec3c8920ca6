using System.Text.Json.Nodes;

namespace EdgeQuake.Adapters;

/// <summary>The caller of the client: takes what it reports, and cancels at the moment that the case names. Only a caller knows that it cancelled.</summary>
internal sealed class Caller : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly Action<string, JsonNode?> _say;
    private readonly string _at;
    private readonly int _tokens;
    private int _seen;

    internal Caller(JsonNode? cancel, Action<string, JsonNode?> say)
    {
        (_say, _at, _tokens) = (say, (string?)cancel?["at"] ?? "", (int?)cancel?["n"] ?? 0);
        if (_at is not ("" or "token"))
        {
            // A client that does not tell of its response's head is stopped half a second later instead.
            _cancel.CancelAfter(_at switch { "after" => (int)cancel!["ms"]!, "headers" or "stall" => 500, "backoff" => 300, _ => 1000 });
        }
    }

    internal CancellationToken Token => _cancel.Token;

    internal bool Cancelled => _cancel.IsCancellationRequested;

    /// <summary>The response's head is there.</summary>
    internal void Headers()
    {
        if (_at is "headers" or "before-headers" or "stall")
        {
            _cancel.CancelAfter(_at switch { "headers" => 0, "stall" => 150, _ => Timeout.Infinite });
        }
    }

    /// <summary>One more thing that the client gave.</summary>
    internal void Report(string key, JsonNode? value)
    {
        _say(key, value);
        if (_at == "stall")
        {
            _cancel.CancelAfter(150);
        }
        else if (_at == "token" && key is "token" or "event" && ++_seen == _tokens)
        {
            _cancel.Cancel();
        }
    }

    /// <summary>All that one piece of the answer brought of a sort.</summary>
    internal void All(string key, IEnumerable<JsonNode?> values)
    {
        foreach (var value in values)
        {
            Report(key, value);
        }
    }

    public void Dispose() => _cancel.Dispose();
}
