using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Starting the fake server for a verb: a port that is taken is exit 3, a scenario that the lane cannot play is exit 2.</summary>
internal static class Servers
{
    /// <summary>One address for all runs.</summary>
    public static OneOrigin Share(Place place)
    {
        try
        {
            return OneOrigin.Start(place.Listen, place.Url);
        }
        catch (FakeServerException failure)
        {
            throw new CommandException(ExitCode.Broken, failure.Message, failure);
        }
    }

    public static async Task<FakeSseServer> StartAsync(IReadOnlyList<Scenario> scenarios, FakeServerOptions options)
    {
        try
        {
            return await FakeSseServer.StartAsync(scenarios, options);
        }
        catch (FakeServerException failure)
        {
            throw new CommandException(failure.Usage ? ExitCode.Usage : ExitCode.Broken, failure.Message, failure);
        }
    }
}
