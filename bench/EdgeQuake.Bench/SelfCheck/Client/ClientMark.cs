namespace EdgeQuake.Bench;

/// <summary>How a client's process stands at one moment.</summary>
/// <param name="AtTicks">Of the clock that all processes of a machine share, in 100 ns.</param>
/// <param name="Allocated">Bytes on the managed heap since its start; null where the language does not count them.</param>
internal sealed record ClientMark(long AtTicks, long? Allocated);

/// <summary>One stream as a client saw it.</summary>
/// <param name="Whole">It ended as it should.</param>
/// <param name="AtTicks">When each token was received.</param>
internal sealed record ClientStream(int Number, bool Whole, IReadOnlyList<long> AtTicks);
