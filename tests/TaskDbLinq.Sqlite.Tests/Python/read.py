"""read.py FILE TABLE: reads a table with the converters of IPython's own SQLiteDB, and prints its content as JSON."""
import hashlib
import json
import sqlite3
import sys

from ipyparallel.controller import sqlitedb

file, table = sys.argv[1:3]
sqlite3.register_converter('dict', sqlitedb._convert_dict)
sqlite3.register_converter('bufs', sqlitedb._convert_bufs)
sqlite3.register_converter('timestamp', sqlitedb._convert_timestamp)
rows = sqlite3.connect(f'file:{file}?mode=ro', uri=True, detect_types=sqlite3.PARSE_DECLTYPES)
rows.row_factory = sqlite3.Row


def shown(value):
    if isinstance(value, list):
        return [hashlib.sha256(block).hexdigest().upper() for block in value]
    return value.isoformat() if hasattr(value, 'isoformat') else value


print(json.dumps([{key: shown(row[key]) for key in row.keys()} for row in rows.execute(f"SELECT * FROM '{table}' ORDER BY msg_id")], default=str))
