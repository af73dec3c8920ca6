#!/usr/bin/env python3
"""Our worker under a real Locust master: ramp, stats, errors, stop, restart, a killed worker, quit and exit codes.

Needs `locust` (Debian: python3-locust) and a Release build. Prints a line a check; exit 1 when one fails.
What the master says of a test is held against run.json of its workers, joined by `merge`: percentiles to 1 ms.
"""
import collections
import csv
import gzip
import io
import json
import math
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
BIN = "bin/Release/net10.0"
WORKER = os.path.join(HERE, BIN, "EdgeQuake.Bench.Locust.dll")
# The command as one file, where there is one.
HARNESS = [os.environ["EDGEQUAKE_HARNESS"]] if os.environ.get("EDGEQUAKE_HARNESS") else ["dotnet", os.path.join(HERE, "..", "EdgeQuake.Harness", BIN, "EdgeQuake.Harness.dll")]
ROUTE = "/query/stream"
NEVER = 3_600_000
PACE = "pace: { ttft: 'uniform(20ms, 60ms)', itl: 'uniform(5ms, 25ms)' }"
WHOLE = "steps: [ { tokens: [ Edge, Quake, ' ', is, ' ', here ] }, { done: } ]"
GOOD = f"scenario: live/good\nprotocol: edgequake\n{PACE}\n{WHOLE}\n"
FAULTY = f"scenario: live/faulty\nprotocol: edgequake\n{PACE}\nthen: loop\nattempts:\n" + "".join(
    f"  - {step}\n" for step in [WHOLE] * 18 + ["steps: [ { tokens: [ Edge, Quake ] } ]", "{ status: 500, body: no }"])

os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
started, failures = [], []


def check(what, good, seen=""):
    print(f"{'ok' if good else 'FAILED'}  {what}" + (f"  ({seen})" if seen != "" else ""), flush=True)
    if not good:
        failures.append(what)


def start(command, log, **more):
    process = subprocess.Popen(command, stdout=open(log, "w"), stderr=subprocess.STDOUT, **more)
    started.append(process)
    return process


def until(what, get, seconds=30):
    """The first true value of get; a test that hangs fails instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = get()
        except (OSError, ValueError):
            value = None
        if value:
            return value
        time.sleep(0.1)
    raise SystemExit(f"FAILED  {what}: not within {seconds} s")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def text(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def serve(place, name, scenario):
    path = os.path.join(place, name + ".yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(scenario)
    log = os.path.join(place, name + ".log")
    start([*HARNESS, "serve", path, "--port", "0", "--quiet"], log)
    return until(f"server {name}", lambda: re.search(r"listening on (\S+?),", text(log))).group(1)


def work(place, port, url, out, n):
    log = os.path.join(place, f"{out}-{n}.log")
    return start(["dotnet", WORKER, "--master", f"127.0.0.1:{port}", url, "--out", os.path.join(place, out)], log), log


class Master:
    """A master with its web interface."""

    def __init__(self, place, port):
        self.web = free_port()
        self.log = os.path.join(place, "master.log")
        self.process = start([LOCUST, "-f", os.path.join(HERE, "locustfile.py"), "--master", "--master-bind-port", str(port), "--web-host", "127.0.0.1", "--web-port", str(self.web)], self.log, cwd=place)

    def get(self, path, form=None):
        data = None if form is None else urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.web}{path}", data, timeout=10) as answer:
            return answer.read().decode()

    def now(self):
        return json.loads(self.get("/stats/requests"))

    def workers(self, state):
        return [w for w in self.now()["workers"] if w["state"] == state]

    def rows(self, path):
        return list(csv.DictReader(io.StringIO(self.get(path))))

    def ended(self):
        return next((e["num_requests"] for e in self.now()["stats"] if e["name"] == "Aggregated"), 0)


def samples(folder):
    """Every sample of a run, sorted, from its files; what failed is NEVER, as the master has it."""
    rows = list(csv.DictReader(io.TextIOWrapper(gzip.open(os.path.join(folder, "streams.csv.gz")), "utf-8")))
    rows = [r for r in rows if r["class"] != "interrupted"]
    whole = {r["stream"] for r in rows if r["class"] == "complete"}

    def since(column):
        return sorted(float(r[column]) - float(r["planned_ms"]) if r["class"] == "complete" else NEVER for r in rows)

    gaps, last = [], {}
    for r in csv.DictReader(io.TextIOWrapper(gzip.open(os.path.join(folder, "tokens.csv.gz")), "utf-8")):
        if r["stream"] in last and r["stream"] in whole:
            gaps.append(float(r["at_ms"]) - last[r["stream"]])
        last[r["stream"]] = float(r["at_ms"])
    return rows, {"ttft": since("first_token_ms"), "e2e": since("end_mark_ms"), "itl": sorted(gaps)}


def compare(rows, folder):
    """The master's table against run.json. The two take neighbouring samples where n·p is whole: that much more is allowed."""
    streams, every = samples(folder)
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as f:
        spreads = {s["metric"]: s for s in json.load(f)["summary"]["spreads"]}
    table = {r["Name"]: r for r in rows}
    for name, metric in ("TTFT", "ttft"), ("E2E", "e2e"), ("ITL", "itl"):
        row, spread, ordered = table[f"{name} {ROUTE}"], spreads[metric], every[metric]
        check(f"{name}: the master has every sample", int(row["Request Count"]) == spread["count"] == len(ordered), row["Request Count"])
        for p in (p for p in spread["percentiles"] if p.get("value") is not None):
            share = p["percentile"] / 100
            ours = NEVER if p["value"] == "Infinity" else p["value"]
            theirs = float(row[f"{p['percentile']:g}%"])
            apart = abs(ordered[min(int(len(ordered) * share), len(ordered) - 1)] - ordered[math.ceil(len(ordered) * share) - 1])
            check(f"{name} p{p['percentile']:g} of the master is run.json's", abs(theirs - ours) <= 1 + apart, f"{theirs:g} and {ours:g} ms")
    classes = collections.Counter(r["class"] for r in streams)
    failed = len(streams) - classes["complete"]
    check("failures are counted alike", int(table[f"E2E {ROUTE}"]["Failure Count"]) == int(table["Aggregated"]["Failure Count"]) == failed > 0, failed)
    check("aggregated is end to end alone", table["Aggregated"]["Request Count"] == table[f"E2E {ROUTE}"]["Request Count"])
    tokens = sum(int(r["tokens"]) for r in streams if r["class"] == "complete")
    check("tokens are counted alike", int(table[f"tokens {ROUTE}"]["Request Count"]) == tokens > 0, tokens)
    return classes


def with_interface(place):
    port, url = free_port(), serve(place, "faulty", FAULTY)
    master = Master(place, port)
    until("the web interface", lambda: master.get("/"))
    workers = [work(place, port, url, "web", n)[0] for n in (0, 1)]
    until("both workers ready", lambda: len(master.workers("ready")) == 2)

    master.get("/swarm", {"user_count": 6, "spawn_rate": 1, "host": ""})  # the page's figures are two seconds old at most
    seen = [until("the first users", lambda: master.now()["user_count"])]
    until("all users", lambda: seen.append(master.now()["user_count"]) or seen[-1] == 6)
    check("the users come step by step", 0 < seen[0] < 6 and seen == sorted(seen), sorted(set(seen)))
    until("140 streams while it runs", lambda: master.ended() >= 140, 60)
    check("both workers run", len(master.workers("running")) == 2)
    master.get("/stop")
    until("both workers ready after the stop", lambda: len(master.workers("ready")) == 2)
    rows, errors = master.rows("/stats/requests/csv"), master.rows("/stats/failures/csv")

    runs = [os.path.join(place, "web", f"worker-{n}", "run-1") for n in (0, 1)]
    both = os.path.join(place, "both")
    merged = subprocess.run([*HARNESS, "merge", *runs, "--out", both], capture_output=True, text=True, check=False)
    # 4 speaks of this machine, not of the code.
    check("merge joins the two runs, judged bad for its failures", merged.returncode in (1, 4) and "2 runs joined" in merged.stdout, merged.returncode)
    classes = compare(rows, both)
    said = collections.Counter()
    for e in errors:
        said[e["Error"].strip("'").split(":")[0]] += int(e["Occurrences"])
    check("errors are named by class", said == {"truncated": classes["truncated"], "http 500": classes["http"]} and all(said.values()), dict(said))

    master.get("/swarm", {"user_count": 4, "spawn_rate": 10, "host": ""})
    until("streams of a second test", lambda: 20 <= master.ended() < 140)
    check("a second test begins at nothing", True)
    workers[1].send_signal(signal.SIGKILL)
    until("the killed worker is missed", lambda: len(master.workers("missing")) == 1)
    before = master.ended()
    until("the other goes on", lambda: master.ended() > before + 5)
    check("a killed worker is missed, and the other goes on", len(master.workers("running")) == 1)
    master.process.send_signal(signal.SIGTERM)
    check("the worker leaves with its master, exit 0", workers[0].wait(30) == 0)
    check("the master's exit code says that streams failed", master.process.wait(30) == 1)
    # The master numbers them as they join: the one that was killed may be either.
    check("the second test has its files", [os.path.exists(os.path.join(place, "web", f"worker-{n}", "run-2", "run.json")) for n in (0, 1)].count(True) == 1)


def headless(place):
    port, url = free_port(), serve(place, "good", GOOD)
    out = os.path.join(place, "headless")
    log = os.path.join(place, "headless.log")
    master = start([LOCUST, "-f", os.path.join(HERE, "locustfile.py"), "--master", "--master-bind-port", str(port), "--headless", "--expect-workers", "2", "-u", "3", "-r", "3", "-t", "4s", "--html", out + ".html"], log, cwd=place)
    workers = [work(place, port, url, "headless", n)[0] for n in (0, 1)]
    check("a test without failures is exit 0", master.wait(60) == 0)
    check("both workers are told to quit, exit 0", [w.wait(30) for w in workers] == [0, 0])
    check("the master's page is written", "TTFT " + ROUTE in text(out + ".html"))
    check("each worker has its run.json", all(os.path.exists(os.path.join(out, f"worker-{n}", "run-1", "run.json")) for n in (0, 1)))
    played = sum(len(samples(os.path.join(out, f"worker-{n}", "run-1"))[0]) for n in (0, 1))
    told = int(re.findall(r"Aggregated +(\d+) +\d+\(", text(log))[-1])
    # A master that quits listens for half a second: what ends meanwhile may be too late, two streams of each user at most.
    check("the last figures reach a master that quits", played - 6 <= told <= played, f"{told} of {played}")


def refused(place):
    """What cannot work is said before anything runs."""
    bad = subprocess.run(["dotnet", WORKER, "http://127.0.0.1:9", "--concurrency", "3"], capture_output=True, text=True, check=False)
    check("what the master says is no option here, exit 2 and one line", bad.returncode == 2 and bad.stderr.count("\n") == 1, bad.stderr.strip())
    worker, said = work(place, free_port(), f"http://127.0.0.1:{free_port()}", "refused", 0)
    check("a server that does not answer is exit 3 and one line, before any master hears of it", worker.wait(30) == 3 and text(said).count("\n") == 1 and "does not answer" in text(said), text(said).strip())


def main():
    with tempfile.TemporaryDirectory(prefix="edgequake-live-") as place:
        try:
            for part in with_interface, headless, refused:
                part(place)
        except SystemExit as e:
            print(e, flush=True)
            failures.append(str(e))
        finally:
            for process in (p for p in started if p.poll() is None):
                process.kill()
            if failures:
                for log in sorted(f for f in os.listdir(place) if f.endswith(".log")):
                    print(f"--- {log}\n{text(os.path.join(place, log))[-3000:]}")
    print("\n".join([f"FAILED  {f}" for f in failures] + [f"{len(failures)} failed"]) if failures else "all as it should be")
    return 1 if failures else 0


LOCUST = shutil.which("locust", path="/usr/bin:" + os.environ.get("PATH", ""))
if __name__ == "__main__":
    if LOCUST is None:
        sys.exit("locust is needed and not installed (Debian: python3-locust)")
    sys.exit(main())
