"""The streaming guide's loop, for whichever library gives the lines: print each piece as it comes, stop at done."""
import json


def show(lines):
    for line in lines:
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
            return
