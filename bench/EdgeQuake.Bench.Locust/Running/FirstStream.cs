namespace EdgeQuake.Bench.Locust;

/// <summary>The one stream that <c>load</c> plays first: it warms the code up, and says whether there is anything to load. A worker plays it before it joins, for users must not wait until it is over.</summary>
internal static class FirstStream
{
    /// <summary>Why the server cannot be loaded; null = it can, or the call was interrupted.</summary>
    public static Refusal? Refused(WorkerPlace place, CancellationToken stop)
    {
        var nobody = new ToldUsers();
        nobody.End(TimeSpan.Zero);
        return LoadEngine.RunAsync(place.Profile, new LoadOptions { Clock = place.Clock, Users = nobody, ClockProbe = false }, stop).GetAwaiter().GetResult().Refusal;
    }
}
