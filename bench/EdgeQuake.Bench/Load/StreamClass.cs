using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>How a measured stream ended: the outcomes of the scenario language, with whose fault it was. Only <see cref="Complete"/> is a success.</summary>
[JsonConverter(typeof(WordConverter<StreamClass>))]
public enum StreamClass
{
    /// <summary>Judged complete: the protocol's end was seen, every frame could be read, and the text came once.</summary>
    Complete,

    /// <summary>The body ended politely without the end mark (outcome incomplete): what other tools count as a success.</summary>
    Truncated,

    /// <summary>The end mark came, but the answer had begun again: its text was sent twice. No protocol says so, and no other tool looks.</summary>
    Duplicated,

    /// <summary>Reset, missing chunk terminator, short length, refused.</summary>
    Network,

    /// <summary>Idle or overall limit.</summary>
    Timeout,

    /// <summary>A status of 400 or more, but not 429 and 503.</summary>
    Http,

    /// <summary>Status 429 or 503: the server asks for less.</summary>
    Limited,

    /// <summary>A malformed frame, or something that is no event stream.</summary>
    Protocol,

    /// <summary>An error frame.</summary>
    Server,

    /// <summary>Still running when the drain ended: too slow for this run, neither complete nor the server's failure.</summary>
    Cut,

    /// <summary>Still running when the run was interrupted: says nothing about the server.</summary>
    Interrupted,

    /// <summary>There was no room for it here (<c>--max-streams</c>, or no descriptor or port left on this machine): counted, never dropped in silence.</summary>
    NotStarted,
}
