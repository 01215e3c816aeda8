"""The tasks of the benchmarks, the same ones as TaskDbLinq.Benchmarks/Data/GeneratedTasks.cs makes."""

from datetime import datetime, timedelta, timezone

START = datetime(2026, 11, 23, tzinfo=timezone.utc)
BUFFER = bytes(1_000)


def msg_id(n):
    return f"{n * 2654435761 % 4294967296:08x}-13e553a039843a8793b183f5_{n}"


def hub_id(n):
    """The id that IPython's client number n % 40 gives, as TaskDbLinq.Benchmarks/Data/HubTasks.cs has it."""
    session = n % 40
    parts = [session * factor % 4294967296 for factor in (2654435761, 40503, 2246822519)]
    return f"{parts[0]:08x}-{parts[1]:08x}{parts[2]:08x}_{4_000 + session}_{n // 40}"


def client(n):
    return f"client{n % 7}"


def engine(n):
    return f"engine{n % 50}"


def at(n):
    return START + timedelta(seconds=n)


def make(n):
    """A record as the hub has it: a dict of its own, which DictDB keeps as it is."""
    pending = n % 10 == 0
    return {
        "msg_id": msg_id(n),
        "header": {
            "msg_id": msg_id(n),
            "msg_type": "execute_request" if n % 10 == 3 else "apply_request",
            "username": "user",
            "session": "c5887650-13e553a039843a8793b183f5",
            "date": "2026-11-23T20:21:21.654050Z",
            "version": "5.3",
        },
        "metadata": {"after": [msg_id(0)] if n % 100 == 5 else [], "follow": [], "timeout": 0.5, "targets": [], "retries": 0},
        "content": {},
        "buffers": [BUFFER],
        "submitted": at(n),
        "client_uuid": client(n),
        "engine_uuid": engine(n),
        "started": at(n + 1),
        "completed": None if pending else at(n + 2),
        "resubmitted": None,
        "received": None,
        "result_header": {"msg_type": "apply_reply", "status": "ok", "engine": engine(n)},
        "result_metadata": None,
        "result_content": None,
        "result_buffers": [BUFFER],
        "queue": "mux" if n % 2 == 0 else "task",
        "execute_input": None,
        "execute_result": None,
        "error": None,
        "stdout": "",
        "stderr": "",
    }
