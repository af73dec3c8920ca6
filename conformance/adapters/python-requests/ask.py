"""The guide's loop on requests, as its documentation streams: get(stream=True), raise_for_status, iter_lines."""
import sys
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from guide_loop import show  # noqa: E402

url, query = sys.argv[1:3]
with requests.get(url.split("?")[0], params={"query": query}, headers={"Accept": "text/event-stream"}, stream=True, timeout=30) as response:
    response.raise_for_status()
    show(line.decode("utf-8", "replace") for line in response.iter_lines())
