"""Runs the task databases of IPython itself, Debian's python3-ipyparallel, on the tasks and questions of the benchmarks.

    run.py FOLDER SECONDS SIZE...

Writes FOLDER/original.json (measurements) and FOLDER/original.versions, which the report reads. Records are added one by
one with add_record, as the hub does; it commits SQLite every two seconds, here once at the end. A question is asked until
it took SECONDS, and five times at most.
"""

import json
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

import ipyparallel
from ipyparallel.controller.dictdb import DictDB
from ipyparallel.controller.sqlitedb import SQLiteDB

from questions import questions
from tasks import at, engine, hub_id, make, msg_id

PART = 1_000
HUB_TASKS = 4_000
MOST_REPETITIONS = 5
COMMIT_SECONDS = 2


def repeated(run, seconds):
    """The median of a few runs, of fewer where they are long."""
    times = []
    while len(times) < MOST_REPETITIONS and sum(times) < seconds:
        times.append(timed(run))
    return statistics.median(times)


def timed(run):
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def add_all(db, count):
    """How long the adds take, without the making of the records."""
    seconds = 0.0
    for start in range(0, count, PART):
        records = [make(n) for n in range(start, min(start + PART, count))]

        def add():
            for record in records:
                db.add_record(record["msg_id"], record)

        seconds += timed(add)
    return seconds


def update_hundred(db, count):
    for n in range(0, min(1_000, count), 10):
        db.update_record(msg_id(n), {"completed": at(count)})


def measure(db, name, queries, changes, count, seconds, commit):
    def result(group, work, seconds):
        return {"Group": group, "Work": work, "Contender": name, "Tasks": count, "Nanoseconds": seconds * 1e9}

    ingest = add_all(db, count) + timed(commit)
    yield result(changes, "Ingest", ingest)
    for work, query, keys, right in questions(count):
        rows = len(db.find_records(query, list(keys)))
        if rows != right:
            raise SystemExit(f"{name}, {work} of {count}: {rows} rows, not {right}")
        yield result(queries, work, repeated(lambda: db.find_records(query, list(keys)), seconds))
    yield result(changes, "Update", timed(lambda: (update_hundred(db, count), commit())))
    purge = {"engine_uuid": {"$eq": engine(7)}, "completed": {"$ne": None}}
    yield result(changes, "Purge", timed(lambda: (db.drop_matching_records(purge), commit())))


def dict_db(count, seconds):
    db = DictDB(record_limit=count, size_limit=2**62)
    yield from measure(db, "original DictDB", "MemoryQueries", "MemoryChanges", count, seconds, commit=lambda: None)


def sqlite_db(count, seconds):
    with tempfile.TemporaryDirectory(prefix="taskdb-benchmark") as folder:
        db = SQLiteDB(location=folder, filename="tasks.db")
        yield from measure(db, "original SQLiteDB", "SqliteQueries", "SqliteChanges", count, seconds, commit=db._db.commit)
        db.close()


def hub_load():
    """What a hub does for each task, as TaskDbLinq.Benchmarks/Changes/HubLoad.cs does it; committed every two seconds, as the hub does."""
    with tempfile.TemporaryDirectory(prefix="taskdb-benchmark") as folder:
        db = SQLiteDB(location=folder, filename="tasks.db")
        records = [dict(make(n), msg_id=hub_id(n), engine_uuid=None, started=None, completed=None, result_header=None, result_buffers=[]) for n in range(HUB_TASKS)]
        results = [{key: make(n)[key] for key in ("started", "result_header", "result_buffers")} | {"completed": at(n + 2)} for n in range(HUB_TASKS)]

        def run():
            committed = time.perf_counter()
            for record, result in zip(records, results):
                try:
                    db.get_record(record["msg_id"])
                except KeyError:
                    db.add_record(record["msg_id"], record)
                db.update_record(record["msg_id"], {"engine_uuid": engine(3)})
                db.update_record(record["msg_id"], result)
                if time.perf_counter() - committed > COMMIT_SECONDS:
                    db._db.commit()
                    committed = time.perf_counter()
            db._db.commit()

        seconds = timed(run)
        completed = len(db.find_records({"completed": {"$ne": None}}, ["msg_id"]))
        if completed != HUB_TASKS:
            raise SystemExit(f"hub load: {completed} tasks are completed, not {HUB_TASKS}")
        db.close()
    return {"Group": "HubLoad", "Work": "hub load", "Contender": "original SQLiteDB", "Tasks": HUB_TASKS, "Nanoseconds": seconds * 1e9 / HUB_TASKS}


def main(folder, seconds, sizes):
    measurements = [m for count in sizes for kind in (dict_db, sqlite_db) for m in kind(count, seconds)] + [hub_load()]
    folder.joinpath("original.json").write_text(json.dumps(measurements, indent=2))
    folder.joinpath("original.versions").write_text(
        f"Original: ipyparallel {ipyparallel.__version__}, Python {platform.python_version()} with SQLite {sqlite3.sqlite_version}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), [int(size) for size in sys.argv[3:]])
