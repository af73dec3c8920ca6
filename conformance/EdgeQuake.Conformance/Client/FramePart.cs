namespace EdgeQuake.Conformance;

/// <summary>One frame as offsets, before it becomes spans.</summary>
internal readonly record struct FramePart(FrameKind Kind, JsonSlice Text, int Choice = 0, int Index = 0, JsonSlice Id = default, JsonSlice Name = default);
