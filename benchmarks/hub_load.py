"""hub_load.py CONNECTION SECONDS SERVICE_PID: a hub's sustained load, 1,000 tasks a second that print twice, into a running service.

Prints once a second how far the service is behind and how much memory both processes hold, and at the end what is stored.
Exit code 1 when a task is lost, the service was behind by more than a second, or memory grew. `benchmarks/hub.sh load` starts it.
"""
import os
import sys
import tempfile
import threading
import time
import uuid
from datetime import datetime, timezone

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'python'))
from ipyparallel.controller.hub import empty_record  # noqa: E402
from taskdblinq import TaskDb  # noqa: E402

RATE, STEP = 1000, 0.02
MOST_BEHIND = 1.0       # seconds
MOST_GROWTH = 32 << 20  # bytes between the first and the last third of the run

connection, seconds, service = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def anonymous(pid):
    """Memory of a process that is not a mapped file, in bytes."""
    with open('/proc/%d/status' % pid) as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith('RssAnon'))


class Watch(threading.Thread):
    """Looks once a second, over a connection of its own, how many of the newest tasks are stored with their result."""

    def __init__(self, sent):
        threading.Thread.__init__(self, daemon=True)
        self.db, self.sent, self.lines, self.ended = TaskDb(connection=connection, behind=False), sent, [], threading.Event()

    def run(self):
        began = time.perf_counter()
        while not self.ended.wait(1):
            issued = len(self.sent)
            asked = time.perf_counter()
            newest = {'msg_id': {'$in': self.sent[max(issued - 3 * RATE, 0):issued]}, 'completed': {'$ne': None}}
            behind = (min(issued, 3 * RATE) - len(self.db.find_records(newest, ['msg_id']))) / RATE
            line = (asked - began, issued, behind, anonymous(service), anonymous(os.getpid()))
            self.lines.append(line)
            print('%6.1f s %8d tasks  behind %5.2f s  service %4d MiB  hub %4d MiB' % (
                line[0], issued, behind, line[3] >> 20, line[4] >> 20), flush=True)


def task(db, session, n):
    now, msg_id = datetime.now(timezone.utc), '%s_%d_%d' % (session, os.getpid(), n)
    header = {'msg_id': msg_id, 'msg_type': 'apply_request', 'username': 'username', 'session': session, 'date': now, 'version': '5.3'}
    try:
        db.get_record(msg_id)
    except KeyError:
        db.add_record(msg_id, dict(
            empty_record(), msg_id=msg_id, header=header, content={}, buffers=[b'x' * 500], submitted=now, client_uuid=session,
            metadata={'after': [], 'follow': [], 'timeout': 0.0, 'targets': [], 'retries': 0}, queue='task', label='load'))
    db.update_record(msg_id, {'engine_uuid': 'e'})
    for line in ('the first line\n', 'and the second\n'):
        db.update_record(msg_id, {'stdout': db.get_record(msg_id)['stdout'] + line})
    db.update_record(msg_id, {
        'result_header': dict(header), 'result_metadata': {'status': 'ok'}, 'result_content': {'status': 'ok'}, 'started': now,
        'completed': now, 'received': now, 'engine_uuid': 'e', 'result_buffers': [b'y' * 100]})
    return msg_id


def main():
    sent, session = [], str(uuid.uuid4())
    with tempfile.TemporaryDirectory() as folder:
        db = TaskDb(connection=connection, spool=os.path.join(folder, 'spool'))
        watch = Watch(sent)
        watch.start()
        began, busy = time.perf_counter(), 0.0
        while True:
            now = time.perf_counter() - began
            if now >= seconds:
                break
            for _ in range(int(now * RATE) - len(sent)):
                sent.append(task(db, session, len(sent)))
            busy += time.perf_counter() - began - now
            time.sleep(STEP)
        watch.ended.set()
        watch.join()
        db.close()
        spooled = os.path.exists(os.path.join(folder, 'spool')) and os.path.getsize(os.path.join(folder, 'spool')) > 0
    check = TaskDb(connection=connection, behind=False)
    done = {'label': 'load', 'completed': {'$ne': None}, 'stdout': 'the first line\nand the second\n'}
    lost = len(sent) - sum(len(check.find_records(dict(done, msg_id={'$in': sent[at:at + 5000]}), ['msg_id'])) for at in range(0, len(sent), 5000))
    third = len(watch.lines) // 3
    growth = [max(line[of] for line in watch.lines[-third:]) - max(line[of] for line in watch.lines[third:2 * third]) for of in (3, 4)]
    behind = max(line[2] for line in watch.lines)
    print('issued %d in %d s (%.0f/s; the hub thread busy %.0f %%)  lost %d  spooled %s  behind at most %.2f s  grown: service %.1f MiB, hub %.1f MiB' % (
        len(sent), seconds, len(sent) / seconds, 100 * busy / seconds, lost, 'yes' if spooled else 'no', behind,
        growth[0] / 2 ** 20, growth[1] / 2 ** 20))
    return lost == 0 and not spooled and behind <= MOST_BEHIND and max(growth) <= MOST_GROWTH and len(sent) >= 0.98 * RATE * seconds


sys.exit(0 if main() else 1)
