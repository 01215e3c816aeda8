"""serve.py FOLDER FILE: has a real controller serve a file, and prints what a real client gets from it as JSON."""
import hashlib
import json
import sqlite3
import sys

import controller

folder, database = sys.argv[1:3]
with controller.running(folder, database) as client:
    everything = {'msg_id': {'$ne': ''}}
    records = client.db_query(everything)
    buffers = client.db_query(everything, keys=['buffers', 'result_buffers', 'completed'])
    completed = client.db_query({'completed': {'$ne': None}, 'queue': 'task'}, keys=['msg_id', 'result_content'])
    done = sorted(record['msg_id'] for record in completed if record['result_content']['status'] == 'ok')
    results = {msg_id: repr(client.get_result(msg_id, block=False).get(30)) for msg_id in done[:5]}

digest = lambda blocks: [hashlib.sha256(bytes(block)).hexdigest().upper() for block in blocks or []]
print(json.dumps({
    'tables': [name for name, in sqlite3.connect(database).execute("SELECT name FROM sqlite_master WHERE type = 'table'")],
    'records': {record['msg_id']: {
        'completed': record['completed'] and record['completed'].isoformat(),
        'stdout': record['stdout'],
        'msg_type': record['header']['msg_type'] if record['header'] else None,
    } for record in records},
    'buffers': {record['msg_id']: [digest(record['buffers']), digest(record['result_buffers'])] for record in buffers},
    'results': results,
    'failures': {record['msg_id']: [record['result_content']['ename'], record['result_content']['evalue']]
                 for record in completed if record['result_content']['status'] == 'error'},
}))
