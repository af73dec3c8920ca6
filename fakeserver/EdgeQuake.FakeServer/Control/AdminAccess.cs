namespace EdgeQuake.FakeServer;

/// <summary>Who may use the admin API under <c>/__fake/</c>.</summary>
public enum AdminAccess
{
    /// <summary>Clients of this machine that call it by a loopback name, and no page of another origin.</summary>
    Loopback,

    /// <summary>Anyone who can connect.</summary>
    Any,

    /// <summary>Nobody: the paths are the scenarios' own.</summary>
    Off,
}
