namespace EdgeQuake.Conformance.Tests;

/// <summary>Every mutant: a mistake that clients in the field make, on a reference client that makes no other.</summary>
internal static class AllMutants
{
    internal static readonly IReadOnlyList<Mutant> All =
        [.. EventMutants.All, .. EndMutants.All, .. AnswerMutants.All, .. FrameMutants.All, .. MarkMutants.All, .. WireMutants.All, .. CommandMutants.All,
            .. IdMutants.All, .. RetryFieldMutants.All, .. SizeMutants.All, .. HeadMutants.All, .. PauseMutants.All, .. ChunkMutants.All, .. EdgequakeMutants.All, .. CallerMutants.All, .. CancelMutants.All, .. RelayMutants.All,
            .. CodingMutants.All];
}
