"""Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.

Replace ask() by calls to your client. As it stands it is a small client of its own, on the standard library, so that there is a verdict to begin with.
"""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

HELLO = {
    "name": "NAME", "version": "0", "language": "python", "apis": ["edgequake.query.documented"], "profiles": ["core", "llm"],
    "capabilities": ["headers", "break"], "parallel": 1, "policy": {"afterFirstToken": "never", "timeout": "none", "malformed": "skip"},
}


def ask(run, report):
    """Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter."""
    address = run["url"].split("?")[0] + "?" + urllib.parse.urlencode({"query": run["request"]["query"]})
    request = urllib.request.Request(address, headers={"Accept": "text/event-stream", **run["options"]["headers"]})
    tokens, leave_after = 0, (run["cancel"] or {}).get("n")  # capability break: so many tokens, and the caller leaves the loop
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            for line in response:
                line = line.decode("utf-8", "replace").rstrip("\r\n")
                if not line.startswith("data:"):
                    continue
                data = line[5:].removeprefix(" ")
                try:
                    frame = json.loads(data)
                except ValueError:
                    report(malformed=data)
                    continue
                kind = frame.get("type")
                if kind == "token":
                    report(token=frame["chunk"])
                    tokens += 1
                    if tokens == leave_after:
                        return {"end": "cancelled"}
                elif kind == "done":
                    return {"end": "complete"}
                elif kind == "error":
                    return {"end": "failed", "kind": "server", "message": str(frame.get("message"))}
        return {"end": "incomplete"}
    except urllib.error.HTTPError as error:
        return {"end": "failed", "kind": "http", "status": error.code, "message": str(error)}
    except Exception as error:
        return {"end": "failed", "kind": "network", "message": str(error)}


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


for line in sys.stdin:
    message = json.loads(line)
    if message["cmd"] == "hello":
        say(HELLO)
    elif message["cmd"] == "run":
        seq = message["seq"]
        say({"seq": seq, **ask(message, lambda **item: say({"seq": seq, **item}))})
