namespace EdgeQuake.Bench;

/// <summary>What an answer of one length costs the memory of a client that reads it in one way.</summary>
/// <param name="Way">One of the ways of EdgeQuake.Bench.Parsers: iterate or collect all, by which reader.</param>
/// <param name="AnswerBytes">Of its text in UTF-8.</param>
/// <param name="Allocated">Bytes allocated from the first byte of the body to the last, exact.</param>
/// <param name="PeakHeap">Bytes that live on the heap when the last event was read and nothing was let go: a collection right then, less one before the first byte.</param>
internal sealed record AnswerRow(string Way, int Tokens, long AnswerBytes, long Allocated, long PeakHeap);
