"""results.py FILE: what the first five load-balanced tasks of a file returned, as the buffers that IPython wrote say."""
import json
import pickle
import sqlite3
import sys

from ipyparallel.serialize import deserialize_object

rows = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True).execute(
    "SELECT msg_id, result_content, result_buffers FROM 'ipython-tasks' WHERE completed IS NOT NULL AND queue = 'task' ORDER BY msg_id")
results = [(msg_id, repr(deserialize_object(pickle.loads(buffers))[0]))
           for msg_id, content, buffers in rows if json.loads(content)['status'] == 'ok']
print(json.dumps(dict(results[:5])))
