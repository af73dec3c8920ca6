"""The streaming guide's own loop, in Python's standard library: print each piece as it comes, stop at done."""
import json
import sys
import urllib.parse
import urllib.request

url, query = sys.argv[1:3]
address = url.split("?")[0] + "?" + urllib.parse.urlencode({"query": query})
request = urllib.request.Request(address, headers={"Accept": "text/event-stream"})

with urllib.request.urlopen(request, timeout=30) as response:
    for line in response:
        line = line.decode("utf-8", "replace").rstrip("\r\n")
        if not line.startswith("data:"):
            continue
        data = line[5:].removeprefix(" ")
        try:
            frame = json.loads(data)
        except ValueError:
            frame = None  # the guide: a frame that is not JSON is text
        if not isinstance(frame, dict):
            print(data, end="", flush=True)
        elif frame.get("type") == "token":
            print(frame["chunk"], end="", flush=True)
        elif frame.get("type") == "done":
            break
