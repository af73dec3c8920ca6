using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The servers that are measured beside each other, each in a process of its own.</summary>
[JsonConverter(typeof(WordConverter<Contender>))]
public enum Contender
{
    /// <summary>The fake server of this project, journal on, as <c>serve</c> runs it.</summary>
    Edgequake,

    /// <summary>Kestrel with one timer delay a token, to the absolute deadline: what a scripted server in ASP.NET usually is, at its best.</summary>
    TaskDelay,

    /// <summary>The floor: a .NET socket that sends the same frames, made before, in a loop. No journal, no script, no pace.</summary>
    Bare,

    /// <summary>npm @copilotkit/aimock on node, where its folder is installed.</summary>
    Aimock,
}
