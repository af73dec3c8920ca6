namespace EdgeQuake.FakeServer;

/// <summary>Every route of the admin API with its sentence: what a wrong call is told, and what the README says.</summary>
internal static class AdminRoutes
{
    public const string Root = "/__fake/";

    public static IReadOnlyList<(string Method, string Path, string About)> All { get; } =
    [
        ("GET", "journal", "The journal as a JSON array: ?scenario=ID, ?test-id=ID, ?since=N (requests after number N), ?writes=0 (without the lists of writes)."),
        ("GET", "journal?follow", "The same entries as NDJSON, one a line, and on: each request when it begins (state playing) and again when it has ended."),
        ("GET", "unmatched", "The entries of requests that no scenario answered; the same filters."),
        ("GET", "scenarios", "What is served: id, about, protocol, lanes, routes, attempts, where it stands."),
        ("GET", "scenarios/ID", "One of them, with the plan of each attempt."),
        ("POST", "scenarios", "YAML: adds scenarios, or replaces those of the same id; all of them, or 422 with the file's problems. PUT does the same."),
        ("DELETE", "scenarios/ID", "Takes one out."),
        ("GET", "gates", "The gates that streams stand before now, and those that were opened."),
        ("POST", "gates/NAME", "Opens a gate: of one test with ?test-id=ID or the header x-test-id, else for everybody."),
        ("POST", "reported/N", "The client has reported N events in all: opens the gates reported(1) to reported(N)."),
        ("GET", "connections", "The connections that are open: peer, age, requests, what is played."),
        ("POST", "connections/N/close", "Ends connection N with a FIN."),
        ("POST", "connections/N/reset", "Ends connection N with an RST."),
        ("POST", "reset", "Attempts, gates and journal start again: of one test with ?test-id=ID, else all."),
        ("GET", "config", "How the server was started: lane, seed, limits, version."),
        ("GET", "metrics", "Counters in the Prometheus text format; ?collect collects garbage first, so that memory is what is really held."),
    ];

    public static string Listing { get; } = string.Concat(All.Select(r => $"\n  {r.Method} {Root}{r.Path}"));
}
