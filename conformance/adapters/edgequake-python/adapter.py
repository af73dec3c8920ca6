"""EdgeQuake's Python SDK by its public API: EdgeQuake(...).query.stream(...), and the fields that its QueryStreamEvent has. It reports and never decides."""
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from sdk_source import fail, sources

FOLDER, COMMIT, SOURCE = sources("python", "edgequake/__init__.py")
sys.path.insert(0, FOLDER)
try:
    import httpx  # noqa: E402
    from edgequake import ApiError, ConnectionError as Unreachable, EdgeQuake, StreamError, TimeoutError as TooLate  # noqa: E402
except ImportError as error:
    fail(f"the SDK does not load: {error}; it needs httpx 0.27 or newer and pydantic 2 (README.md)")

HELLO = {
    "name": "edgequake-python", "version": f"{COMMIT[:12]} on httpx {httpx.__version__}", "language": "python",
    "homepage": "https://github.com/raphaelmansuy/edgequake/tree/edgequake-main/sdks/python", "source": SOURCE,
    # It asks POST /api/v1/query/stream; its event type has the guide's spelling of a token (chunk), so that is judged first, and the server's (content) where a case names it.
    "apis": ["edgequake.query.documented", "edgequake.query"], "profiles": ["core", "llm", "eq"],
    "capabilities": ["post", "idle-timeout", "usage", "code"], "parallel": 4,
    # transport.stream() does not retry (request() does); httpx.Timeout(seconds) is a limit on each read, 30 s unless told.
    "policy": {"retries": None, "afterFirstToken": "never", "timeout": "idle", "malformed": "error"},
}


def kind_of(error):
    """The SDK's own classes; a StreamError is told apart by what it was raised from."""
    if isinstance(error, ApiError):
        return "http"
    if isinstance(error, TooLate) or isinstance(error.__cause__, httpx.TimeoutException):
        return "timeout"
    if isinstance(error, StreamError) and not isinstance(error.__cause__, httpx.TransportError):
        return "protocol"
    return "network"


def ask(run, report):
    options = run["options"]
    limit = {} if options.get("idleMs") is None else {"timeout": options["idleMs"] / 1000}
    asked = {key: run["request"][key] for key in ("mode", "top_k") if key in run["request"]}
    text = ""
    try:
        with EdgeQuake(base_url=run["origin"], **limit) as client, client.query.stream(run["request"]["query"], **asked) as stream:
            for event in stream:
                for source in event.sources or []:
                    report(source=source.id or source.file_path or "")
                if event.chunk:
                    text += event.chunk
                    report(token=event.chunk)
                if event.stats:
                    report(usage=event.stats.model_dump(exclude_none=True))
                if event.error:
                    return {"end": "failed", "kind": "server", "message": event.error, "text": text}
        return {"end": "complete", "text": text}
    except (ApiError, Unreachable, TooLate, StreamError, httpx.HTTPError) as error:
        return {"end": "failed", "kind": kind_of(error), "status": getattr(error, "status_code", None), "code": getattr(error, "code", None),
                "message": f"{type(error).__name__}: {error}", "text": text}


LOCK = threading.Lock()


def say(answer):
    with LOCK:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def perform(run):
    seq = run["seq"]
    try:
        say({"seq": seq, **ask(run, lambda **item: say({"seq": seq, **item}))})
    except Exception as error:  # what the SDK lets through that is neither its own nor httpx's
        say({"seq": seq, "end": "failed", "kind": "protocol", "message": f"{type(error).__name__}: {error}"})


with ThreadPoolExecutor(HELLO["parallel"]) as pool:
    for line in sys.stdin:
        message = json.loads(line)
        if message["cmd"] == "hello":
            say(HELLO)
        elif message["cmd"] == "run":
            pool.submit(perform, message)
