"""The loop over httpx that selftest --client measures: one event loop, one task a stream. Speaks the lines of ClientHost."""
import asyncio
import gc
import json
import sys
import time

import httpx

STARTS = 2500  # streams begun a second


async def read(http, url, number, stamps):
    done = False
    try:
        headers = {"x-selftest-stream": str(number)}
        async with http.stream("GET", url + "query/stream?query=x", headers=headers) as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                if line.startswith("data:"):
                    kind = json.loads(line[5:]).get("type")
                    if kind == "token":
                        stamps.append(time.monotonic_ns() // 100)
                    elif kind == "done":
                        done = True
    except httpx.HTTPError:
        done = False
    return number, done, stamps


async def play(url, streams):
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(timeout=None, limits=limits, trust_env=False) as http:
        first = time.monotonic()
        tasks = []
        for number in range(streams):
            await asyncio.sleep(max(0.0, first + number / STARTS - time.monotonic()))
            tasks.append(asyncio.create_task(read(http, url, number, [])))
        return await asyncio.gather(*tasks)


async def main():
    loop = asyncio.get_running_loop()
    playing = None
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        words = line.split()
        if words[0] == "play":
            playing = asyncio.create_task(play(words[1], int(words[2])))
            print("playing", flush=True)
        elif words[0] == "mark":
            print("marked " + json.dumps({"atTicks": time.monotonic_ns() // 100}), flush=True)
        elif words[0] == "collect":
            gc.collect()
            print("collected", flush=True)
        elif words[0] == "finish":
            for number, done, stamps in await playing:
                print(number, "whole" if done else "broken", *stamps)
            print("end", flush=True)
        else:
            print("broken unknown line", flush=True)


if sys.argv[1:] == ["--version"]:
    print(httpx.__version__)
else:
    asyncio.run(main())
