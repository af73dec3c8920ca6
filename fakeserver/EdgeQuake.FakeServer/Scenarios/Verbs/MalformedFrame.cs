namespace EdgeQuake.FakeServer;

/// <summary>The fixed catalogue behind <c>malformed: name</c>.</summary>
internal enum MalformedFrame
{
    TruncatedJson, NotJson, WrongType, BadUtf8, LoneSurrogate, NulInId, Bom, LoneCr, NoFinalBlankLine, HugeLine, DuplicateDone, AfterDone,
}
