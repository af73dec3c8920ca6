#!/usr/bin/env python3
"""What one worker holds, and what a report costs its master: the measured rows of bench/SCALE.md.

    scale.py worker 500,1000,2000 [repeats] [seconds]     one worker, master and server on this machine
    scale.py master [repeats]                             the master's own code, fed with reports of a worker

Needs `locust` and a Release build. Prints median [least, most] a level.
"""
import collections
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from live import HARNESS, LOCUST, HERE, WORKER, free_port, serve, start, started, text, until

# Ten tokens a second for twenty seconds: what a user of a chat reads along with.
SLOW = "scenario: scale/slow\nprotocol: edgequake\npace: { ttft: 'uniform(100ms, 500ms)', itl: 'uniform(50ms, 150ms)' }\nsteps: [ { repeat: { times: 200, steps: [ { token: 'token ' } ] } }, { done: } ]\n"


def peak(pid):
    """Most memory that a process ever had, MB."""
    line = next(l for l in text(f"/proc/{pid}/status").splitlines() if l.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def used(pid):
    """Processor time of a process, s."""
    fields = text(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def one(place, users, seconds):
    port, url = free_port(), serve(place, "slow", SLOW)
    server = started[-1]
    log = os.path.join(place, "master.log")
    master = start([LOCUST, "-f", os.path.join(HERE, "locustfile.py"), "--master", "--master-bind-port", str(port), "--headless", "--expect-workers", "1", "-u", str(users), "-r", str(users), "-t", f"{seconds}s"], log, cwd=place)
    worker = start(["dotnet", WORKER, "--master", f"127.0.0.1:{port}", url, "--out", place], os.path.join(place, "worker.log"))
    until("the test", lambda: "All users spawned" in text(log) or "not all reports" in text(log), 60)
    memory, cost, began, before = 0, {}, time.monotonic(), {p.pid: used(p.pid) for p in (server, master, worker)}
    while worker.poll() is None and master.poll() is None:
        memory = max(memory, peak(worker.pid))
        cost = {p.pid: (used(p.pid) - before[p.pid]) / (time.monotonic() - began) for p in (server, master, worker)}
        time.sleep(0.5)
        if time.monotonic() - began > seconds + 60:
            raise SystemExit(text(log)[-2000:])
    worker.wait(120), master.wait(60)
    if not os.path.exists(os.path.join(place, "worker-0", "run-1", "run.json")):
        raise SystemExit(text(os.path.join(place, "worker.log")) + text(log)[-2000:])
    server.kill(), server.wait()
    with open(os.path.join(place, "worker-0", "run-1", "run.json"), encoding="utf-8") as f:
        run = json.load(f)
    tokens = sum(b["tokens"] for b in run["plots"]["buckets"]) * run["plots"]["bucketSeconds"]
    return {
        "tokens/s": tokens / (run["header"]["duration"] / 1000),
        "streams failed": run["summary"]["rates"]["failed"] * 100,
        "stamps late p99, ms": (run["readings"].get("clockProbe") or {}).get("p99", float("nan")),
        "worker, cores": cost[worker.pid], "server, cores": cost[server.pid], "master, cores": cost[master.pid],
        "µs a token": run["readings"]["cpuMicrosecondsPerEvent"], "worker, MB": memory,
    }, [run["validity"]["trust"]] + [f["what"].split(" was ")[0] for f in run["validity"]["findings"]]


def worker(levels, repeats, seconds):
    for users in levels:
        rows, trusts = [], collections.Counter()
        for _ in range(repeats):
            with tempfile.TemporaryDirectory(prefix="edgequake-scale-") as place:
                row, trust = one(place, users, seconds)
                rows.append(row)
                trusts.update(trust)
        print(f"{users} users, {repeats} runs of {seconds} s: {dict(trusts)}")
        for name in rows[0]:
            values = [r[name] for r in rows]
            print(f"  {name:20} {statistics.median(values):10.2f} [{min(values):.2f}, {max(values):.2f}]", flush=True)


def report(streams, second):
    """A worker's report of so many streams of 200 tokens, with as many different times as they have."""
    def entry(name, times, n):
        return {
            "name": name, "method": "SSE", "last_request_timestamp": second + 0.5, "start_time": 0.0, "num_requests": n, "num_none_requests": 0, "num_failures": 0, "total_response_time": 1.5 * n,
            "max_response_time": 25000, "min_response_time": 1, "total_content_length": n, "response_times": times, "num_reqs_per_sec": {second: n}, "num_fail_per_sec": {},
        }
    whole = {20000 + (i * 37) % 1500: 1 for i in range(streams)}
    entries = [entry("E2E", whole, streams), entry("TTFT", {100 + (i * 7) % 400: 1 for i in range(streams)}, streams),
               entry("ITL", {50 + (i % 1000) / 10: streams * 199 // 1000 + 1 for i in range(1000)}, streams * 199), entry("tokens", {}, streams * 200)]
    return {"stats": entries, "stats_total": entry("Aggregated", whole, streams), "errors": {}, "user_classes_count": {"StreamUser": streams * 7}, "user_count": streams * 7}


def master(repeats):
    sys.path.insert(0, "/usr/lib/python3/dist-packages")
    import msgpack
    from locust.event import Events
    from locust.stats import PERCENTILES_TO_REPORT, RequestStats, setup_distributed_stats_event_listeners

    for streams in (15, 150, 750):
        costs, looks = [], []
        for _ in range(repeats):
            events, stats = Events(), RequestStats()
            setup_distributed_stats_event_listeners(events, stats)
            frames = [msgpack.dumps(("stats", report(streams, 1_700_000_000 + i // 333), "w")) for i in range(300)]
            began = time.process_time()
            for frame in frames:
                events.worker_report.fire(client_id="w", data=msgpack.loads(frame, raw=False, strict_map_key=False)[1])
            costs.append((time.process_time() - began) / len(frames) * 1000)
            began = time.process_time()
            for e in list(stats.entries.values()) + [stats.total]:
                for p in PERCENTILES_TO_REPORT:
                    e.get_response_time_percentile(p)
            looks.append((time.process_time() - began) * 1000)
        print(f"{streams} streams a report ({len(frames[0])} bytes): {statistics.median(costs):.2f} ms [{min(costs):.2f}, {max(costs):.2f}] a report, {statistics.median(looks):.1f} ms [{min(looks):.1f}, {max(looks):.1f}] a look at all percentiles")


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "help"
    numbers = sys.argv[2:]
    try:
        if what == "worker" and numbers:
            worker([int(n) for n in numbers[0].split(",")], int(numbers[1]) if len(numbers) > 1 else 3, int(numbers[2]) if len(numbers) > 2 else 30)
        elif what == "master":
            master(int(numbers[0]) if numbers else 5)
        else:
            sys.exit(__doc__)
    finally:
        for process in (p for p in started if p.poll() is None):
            process.kill()
