"""command.py FOLDER COMMAND...: the class starts the service itself, behind a Unix socket, and ends it; prints what was stored as JSON."""
import json
import os
import sys
import time
from datetime import datetime, timezone

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ipyparallel.controller.hub import empty_record  # noqa: E402
from taskdblinq import TaskDb, TaskDbUnavailable  # noqa: E402

folder, command = sys.argv[1], sys.argv[2:]
connection = os.path.join(folder, 'taskdb-connection.json')
db = TaskDb(connection=connection, timeout=2, command=command + [
    'serve', '--sqlitedb', os.path.join(folder, 'tasks.db'), '--urls', 'unix:' + os.path.join(folder, 'taskdb.sock'), '--connection', '{connection}'])
for n in range(5):
    msg_id = 'session_1_%d' % n
    db.add_record(msg_id, dict(empty_record(), msg_id=msg_id, submitted=datetime.now(timezone.utc), buffers=[b'x' * n]))
history, deadline = [], time.monotonic() + 60
while len(history) < 5 and time.monotonic() < deadline:
    try:
        history = db.get_history()
    except TaskDbUnavailable:
        time.sleep(0.1)
lengths = [len(record['buffers'][0]) for record in db.find_records({})]
service = db._child
db.close()
print(json.dumps({'history': history, 'lengths': sorted(lengths), 'ended': service.returncode, 'mode': os.stat(connection).st_mode & 0o777}))
