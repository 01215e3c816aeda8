"""hub.py CONNECTION TASKS: time that the hub's thread spends in its database for each load-balanced task, ours beside the original's.

A task is what a hub does for it: one get of an id that is not there, one add, two updates. `benchmarks/hub.sh` starts the service.
"""
import os
import sys
import tempfile
import time
import uuid
from datetime import datetime, timezone

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'python'))
from ipyparallel.controller.dictdb import DictDB  # noqa: E402
from ipyparallel.controller.hub import empty_record  # noqa: E402
from ipyparallel.controller.sqlitedb import SQLiteDB  # noqa: E402
from taskdblinq import TaskDb  # noqa: E402

connection, tasks = sys.argv[1], int(sys.argv[2])


def run(name, db, count):
    """Median and mean of the microseconds a task takes, and the seconds until everything is stored."""
    session, now = str(uuid.uuid4()), datetime.now(timezone.utc)
    header = {'msg_id': '', 'msg_type': 'apply_request', 'username': 'username', 'session': session, 'date': now, 'version': '5.3'}
    times, began = [], time.perf_counter()
    for n in range(count):
        msg_id = '%s_%d_%d' % (session, os.getpid(), n)
        record = dict(empty_record(), msg_id=msg_id, header=dict(header, msg_id=msg_id), content={}, buffers=[b'x' * 500], submitted=now,
                      metadata={'after': [], 'follow': [], 'timeout': 0.0, 'targets': [], 'retries': 0}, client_uuid=session, queue='task')
        result = {'result_header': dict(header), 'result_metadata': {'status': 'ok'}, 'result_content': {'status': 'ok'}, 'started': now,
                  'completed': now, 'received': now, 'engine_uuid': 'e', 'result_buffers': [b'y' * 100]}
        start = time.perf_counter()
        try:
            db.get_record(msg_id)
        except KeyError:
            db.add_record(msg_id, record)
        db.update_record(msg_id, {'engine_uuid': 'e'})
        db.update_record(msg_id, result)
        times.append(time.perf_counter() - start)
    issued = time.perf_counter() - began
    stored = len(db.find_records({'msg_id': {'$in': [msg_id]}, 'completed': {'$ne': None}}, keys=['msg_id']))
    total = time.perf_counter() - began
    times.sort()
    print('%-24s %8.1f %8.1f %10.2f %10.2f   %s' % (
        name, times[len(times) // 2] * 1e6, sum(times) / count * 1e6, issued, total, 'stored' if stored else 'LOST'), flush=True)


print('%-24s %8s %8s %10s %10s' % ('%d tasks' % tasks, 'median', 'mean µs', 'issued s', 'stored s'))
with tempfile.TemporaryDirectory() as folder:
    ours = TaskDb(connection=connection, spool=os.path.join(folder, 'spool'))
    run('(warm up)', ours, min(tasks, 500))
    run('TaskDb, behind', ours, tasks)
    ours.close()
    run('TaskDb, synchronous', TaskDb(connection=connection, behind=False), max(tasks // 20, 1))
    run('original DictDB', DictDB(record_limit=10 ** 9), tasks)
    run('original SQLiteDB', SQLiteDB(location=folder, filename='original.db'), tasks)
