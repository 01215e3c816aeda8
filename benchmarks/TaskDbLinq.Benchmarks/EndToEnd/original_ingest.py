"""Adds the tasks of SqliteIngestBenchmarks through IPython's own SQLiteDB: FILE TASKS.

Says "ready" when the records are built, adds them when a line comes in, and says "done" when they are committed.
"""
import datetime
import os
import sys

from ipyparallel.controller.sqlitedb import SQLiteDB

path, tasks = sys.argv[1], int(sys.argv[2])
start = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


def task_id(n):
    return "%08x-%08x_%d" % (n * 2654435761 % 4294967296, n, n)


def record(n):
    return dict(
        msg_id=task_id(n),
        header={
            "msg_id": task_id(n), "msg_type": "apply_request" if n % 10 else "execute_request", "username": "user",
            "session": "0123456789abcdef", "date": "2026-11-23T20:21:21.654050Z", "version": "5.4",
        },
        metadata={"after": [], "follow": [], "timeout": 0.0, "targets": [], "retries": 0, "label": None},
        content={}, buffers=[bytes(1000)], result_buffers=[bytes(1000)],
        submitted=start + datetime.timedelta(seconds=n), started=start + datetime.timedelta(seconds=n + 1),
        completed=start + datetime.timedelta(seconds=n + 2) if n % 10 else None,
        client_uuid="client%d" % (n % 7), engine_uuid="engine%d" % (n % 16), queue="task", stdout="", stderr="",
    )


records = [record(n) for n in range(tasks)]
db = SQLiteDB(location=os.path.dirname(path), filename=os.path.basename(path))
print("ready", flush=True)
sys.stdin.readline()
for rec in records:
    db.add_record(rec["msg_id"], rec)
db._db.commit()
print("done", flush=True)
