"""The guide's loop on httpx, as its documentation streams: client.stream, raise_for_status, iter_lines."""
import sys
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from guide_loop import show  # noqa: E402

url, query = sys.argv[1:3]
with httpx.Client(timeout=30, trust_env=False) as client:
    with client.stream("GET", url.split("?")[0], params={"query": query}, headers={"Accept": "text/event-stream"}) as response:
        response.raise_for_status()
        show(line.rstrip("\r\n") for line in response.iter_lines())
