"""IPython's task database in TaskDbLinq: the hub of an ipcontroller stores its tasks in a running `taskdb serve`.

    c.IPController.db_class = 'taskdblinq.TaskDb'      # ipyparallel 7 and later; HubFactory.db_class in 6.3

One file, standard library only, for ipyparallel 6.3 to 9.2. Writes go to a bounded queue that a thread sends in batches;
what the service can't take while it is away waits in a spool file. docs/hub.md tells the rest.
"""
import atexit
import base64
import collections
import decimal
import http.client
import json
import math
import os
import re
import shlex
import socket
import ssl
import struct
import subprocess
import threading
import time
import urllib.parse
import uuid
from collections.abc import Sequence
from datetime import datetime, timezone

from ipyparallel.controller.dictdb import BaseDB
from traitlets import Bool, Float, Integer, List, Unicode, Union

PROTOCOL = '1'
FRAME = 'application/x-taskdb-frame'
BUFFERS = ('buffers', 'result_buffers')
BATCH_ITEMS = 2000
BATCH_BYTES = 8 << 20
MOST_DEPTH = 100  # The service takes 256, and $literal doubles what it marks.
MOST_IN_FLIGHT = 100000
MOST_SESSIONS = 10000
GATHER_SECONDS = 0.25  # The first change of a batch waits for others: fewer requests leave the cluster more of the processor.


class TaskDbError(KeyError):
    """The service refused something; the text says what."""

    def __str__(self):
        return str(self.args[0]) if self.args else ''


class TaskDbUnavailable(TaskDbError):
    """The service does not answer."""

    is_slow = False


# Values: MongoDB Extended JSON, with $literal around an object that only looks like a typed form.

_TYPED = frozenset((
    '$date', '$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$binary', '$uuid', '$regularExpression', '$literal',
    '$oid', '$timestamp', '$minKey', '$maxKey', '$symbol', '$code', '$dbPointer', '$undefined'))
# In JSON without spaces. Each begins with one character, for which Python's search is fast.
_LONG_NUMBERS = tuple(re.compile(before + '-?[0-9]{19}').search for before in (':', ',', r'\['))
_DECIMAL_LIMIT = 10 ** 28


def _int(value):
    """Integers beyond 64 bits are decimals, and beyond those an object that only this module reads."""
    if -2 ** 63 <= value < 2 ** 63:
        return value
    return {'$numberDecimal': str(value)} if abs(value) < _DECIMAL_LIMIT else {'__int__': str(value)}


def _escape(value):
    if isinstance(value, dict):
        inner = {key: _escape(item) for key, item in value.items()}
        return {'$literal': inner} if inner and next(iter(inner)) in _TYPED else inner
    if isinstance(value, (list, tuple)):
        return [_escape(item) for item in value]
    return _int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _operand(value):
    """A filter: its typed forms are meant; NaN is no JSON there."""
    if isinstance(value, dict):
        return {key: _operand(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_operand(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {'$numberDouble': 'NaN' if value != value else 'Infinity' if value > 0 else '-Infinity'}
    return _int(value) if isinstance(value, int) and not isinstance(value, bool) else value


class _Encoder:
    """JSON of values, and a count of the typed forms in it: a dollar more is data, and the value is escaped first."""

    def __init__(self):
        self.forms = 0
        # What holds itself is a RecursionError without being looked for, which costs as much as the encoding.
        self._json = json.JSONEncoder(default=self.default, ensure_ascii=False, separators=(',', ':'), check_circular=False)

    def default(self, value):
        self.forms += 1
        if isinstance(value, datetime):
            return {'$date': (value if value.tzinfo is not None else value.astimezone()).isoformat()}
        if isinstance(value, (bytes, bytearray, memoryview)) or hasattr(value, 'buffer'):
            data = bytes(getattr(value, 'buffer', value))
            return {'$binary': {'base64': base64.b64encode(data).decode('ascii'), 'subType': '00'}}
        if isinstance(value, decimal.Decimal):
            return {'$numberDecimal': str(value)}
        if isinstance(value, uuid.UUID):
            return {'$uuid': str(value)}
        if isinstance(value, (set, frozenset)):
            self.forms -= 1
            return list(value)
        raise TypeError('a value of type %s can\'t be stored' % type(value).__name__)

    def text(self, value):
        self.forms = 0
        text = self._json.encode(value)
        if text.count('"$') != self.forms or any(search(text) for search in _LONG_NUMBERS):
            text = self._json.encode(_escape(value))
        if text.count('{') + text.count('[') > MOST_DEPTH:
            self.check_depth(value)
        return text

    @staticmethod
    def check_depth(value, left=MOST_DEPTH):
        if left == 0:
            raise ValueError('objects and lists are nested deeper than %d' % MOST_DEPTH)
        if isinstance(value, (dict, list, tuple)):
            for item in value.values() if isinstance(value, dict) else value:
                _Encoder.check_depth(item, left - 1)

    def item(self, op, msg_id, values, raw):
        """One change as JSON; its buffers are appended to `raw`."""
        plain, lengths, own = dict(values or ()), [], []
        plain.pop('_id', None)
        for key in BUFFERS:
            if key in plain:
                blocks = [_block(block) for block in plain.pop(key) or ()]
                lengths.append('"%s":{"$buffers":[%s]}' % (key, ','.join([str(len(block)) for block in blocks])))
                own.extend(blocks)
        text = self.text(plain)
        inner = ','.join(([text[1:-1]] if plain else []) + lengths)
        encoded = ('{"op":"%s","id":%s,"set":{%s}}' % (op, json.dumps(msg_id), inner)).encode('utf-8')
        raw.extend(own)
        return encoded


def _block(block):
    return bytes(block) if isinstance(block, (bytes, bytearray, memoryview)) else bytes(getattr(block, 'buffer', block))


def _date(text):
    return datetime(int(text[0:4]), int(text[5:7]), int(text[8:10]), int(text[11:13]), int(text[14:16]), int(text[17:19]),
                    int(text[20:26]), timezone.utc)


def _decimal(text):
    return int(text) if text.lstrip('-').isdigit() else decimal.Decimal(text)


_READ = {
    '$date': _date,
    '$numberInt': int,
    '$numberLong': int,
    '$numberDouble': float,
    '$numberDecimal': _decimal,
    '$binary': lambda form: base64.b64decode(form['base64']),
    '$uuid': uuid.UUID,
    '$literal': lambda inner: {key: _decode(item) for key, item in inner.items()},
    '__int__': int,
}


def _decode(value):
    if type(value) is dict:
        if len(value) == 1:
            (key, inner), = value.items()
            read = _READ.get(key)
            if read is not None and (key != '__int__' or (isinstance(inner, str) and len(inner) > 28 and inner.lstrip('-').isdigit())):
                return read(inner)
        return {key: _decode(item) for key, item in value.items()}
    return [_decode(item) for item in value] if type(value) is list else value


def _copy(value):
    if type(value) is dict:
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if type(value) is list else value


class LazyBuffers(Sequence):
    """The buffers of a task, read when they are looked at; their number and lengths are known."""

    def __init__(self, db, msg_id, key, lengths):
        self._db, self._path, self.lengths, self._blocks = db, '/v1/tasks/%s/%s' % (_quote(msg_id), key), lengths, None

    def __len__(self):
        return len(self.lengths)

    def __getitem__(self, at):
        if self._blocks is None:
            data, blocks, start = memoryview(self._db._ask('GET', self._path)), [], 0
            if len(data) != sum(self.lengths):
                raise TaskDbError('%s has other buffers by now' % self._path)
            for length in self.lengths:
                blocks.append(data[start:start + length])
                start += length
            self._blocks = blocks
        return self._blocks[at]

    def __eq__(self, other):
        return isinstance(other, (list, tuple, LazyBuffers)) and len(self) == len(other) and all(
            bytes(mine) == _block(block) for mine, block in zip(self, other))

    __hash__ = None

    def __repr__(self):
        return '<%d buffers, %d bytes>' % (len(self), sum(self.lengths))


def _quote(msg_id):
    return urllib.parse.quote(msg_id, safe='')


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout):
        http.client.HTTPConnection.__init__(self, 'localhost', timeout=timeout)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class _Service:
    """One connection to the service, for one thread. The connection file is read again whenever it is made anew."""

    def __init__(self, path, ca):
        self._path, self._ca, self._http, self._token, self._pid = path, ca, None, None, None

    def close(self):
        if self._http is not None:
            if self._pid == os.getpid():
                self._http.close()
            self._http = None

    def request(self, method, path, body, content_type, timeout):
        """The status and the body of the answer. Raises TaskDbUnavailable when none comes."""
        for attempt in (1, 2):
            is_old = self._http is not None and self._pid == os.getpid()
            try:
                if not is_old:
                    self._connect(timeout)
                self._http.timeout = timeout
                if self._http.sock is not None:
                    self._http.sock.settimeout(timeout)
                headers = {'Authorization': 'Bearer ' + self._token}
                if body is not None:
                    headers['Content-Type'] = content_type
                self._http.request(method, path, body=body, headers=headers)
                answer = self._http.getresponse()
                data = answer.read()
                protocol = answer.getheader('TaskDb-Protocol')
            except (OSError, ValueError, KeyError, http.client.HTTPException) as fault:
                self.close()
                # The service may have closed a connection that was idle; writes are numbered, so asking again is safe.
                if is_old and attempt == 1 and not isinstance(fault, (socket.timeout, TaskDbError)):
                    continue
                unavailable = TaskDbUnavailable('the task database does not answer: %s' % (str(fault) or type(fault).__name__))
                unavailable.is_slow = isinstance(fault, socket.timeout)
                raise unavailable
            if protocol != PROTOCOL:
                self.close()
                raise TaskDbUnavailable('the service speaks version %s of the protocol, taskdblinq.py version %s: print the class anew '
                                        'with `taskdb serve --python`' % (protocol or 'unknown', PROTOCOL))
            if answer.status in (401, 421):
                self.close()  # The connection file may say something else by now.
            return answer.status, data

    def _connect(self, timeout):
        with open(self._path, encoding='utf-8') as file:
            connection = json.load(file)
        url, self._token, self._pid = connection['url'], connection['token'], os.getpid()
        if url.startswith('unix:'):
            self._http = _UnixConnection(url[len('unix:'):], timeout)
            return
        parts = urllib.parse.urlsplit(url)
        if parts.scheme == 'https':
            context = ssl.create_default_context(cafile=self._ca or None)
            self._http = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=timeout, context=context)
        else:
            self._http = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)


class _Spool:
    """Batches in a file, first in, first out. The file is of one process; a second one takes a file of its own."""

    HEAD = struct.Struct('<4sII')
    MAGIC = b'TDQ1'

    def __init__(self, path, log):
        self.path, self._log, self._file, self._read = path, log, None, 0

    def _open(self):
        if self._file is None:
            self._file = self._locked(self.path) or self._locked('%s-%d' % (self.path, os.getpid()))
            if self._file is None:
                raise OSError('no spool file can be locked')

    def _locked(self, path):
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), 'r+b')
        try:
            import fcntl
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            file.close()
            return None
        return file

    def count(self):
        """How many batches an earlier controller left; no file is made to find out."""
        if not (os.path.exists(self.path) and os.path.getsize(self.path) > 0):
            return 0
        self._open()
        count, start = 0, self._read
        while self.first() is not None:
            self._read = self._file.tell()
            count += 1
        self._read = start
        return count

    def append(self, text, raw):
        self._open()
        self._file.seek(0, os.SEEK_END)
        start = self._file.tell()
        try:
            self._file.write(self.HEAD.pack(self.MAGIC, len(text), sum(map(len, raw))) + text + b''.join(raw))
            self._file.flush()
        except OSError:
            # Half a batch would hide those behind it.
            self._file.truncate(start)
            raise

    def first(self):
        self._file.seek(self._read)
        head = self._file.read(self.HEAD.size)
        if not head:
            return None
        if len(head) == self.HEAD.size:
            magic, text, raw = self.HEAD.unpack(head)
            body = self._file.read(text + raw) if magic == self.MAGIC else b''
            if len(body) == text + raw:
                return body[:text], [body[text:]] if raw else []
        self._log.error('TaskDb: the end of %s is damaged; what is behind byte %d is lost', self.path, self._read)
        self._file.truncate(self._read)
        return None

    def done(self):
        """The first batch is in the database."""
        self._file.seek(self._read)
        _, text, raw = self.HEAD.unpack(self._file.read(self.HEAD.size))
        self._read += self.HEAD.size + text + raw
        if self._file.seek(0, os.SEEK_END) == self._read:
            self._file.truncate(0)
            self._read = 0


class TaskDb(BaseDB):
    """Task records in a running `taskdb serve`."""

    connection = Unicode('', config=True, help="File with the service's URL and token. Default: taskdb-connection.json in the profile's security folder.")
    command = Union([Unicode(), List()], default_value='', config=True, help="""Command that starts the service when it isn't running:
        'taskdb serve --sqlitedb tasks.db --connection {connection}'. It ends with the controller.""")
    behind = Bool(True, config=True, help='Whether writes go to a queue, so that the hub never waits for the service.')
    spool = Unicode('', config=True, help='File for what the service can\'t take. Default: beside the connection file.')
    ca_file = Unicode('', config=True, help='Certificates that sign the one of an https service.')
    timeout = Float(0.5, config=True, help='Seconds that the hub waits for the service to answer at all.')
    query_timeout = Float(30, config=True, help='Seconds that a query may take.')
    flush_timeout = Float(10, config=True, help='Seconds to send what is left when the controller ends; the rest goes to the spool.')
    queue_items = Integer(100000, config=True, help='Most changes in the queue.')
    queue_bytes = Integer(256 << 20, config=True, help='Most bytes of buffers in the queue.')

    def __init__(self, **kwargs):
        super(TaskDb, self).__init__(**kwargs)
        self._reset()

    def _reset(self):
        """Nothing is connected and no thread runs before the first use: the controller forks after it has made its database."""
        self._pid = None
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._queue = collections.deque()
        self._bytes = 0
        self._live = collections.OrderedDict()
        self._unsent = {}
        self._sessions = {}
        self._highest = {}
        self._last = ('', '', None)
        self._busy = self._away = self._stopping = self._spooled = False
        self._spooled_ids = collections.deque()
        self._retry_at = self._child_at = 0.0
        self._failures = self._dropped = self._number = self._earlier = 0
        self._trips = collections.deque(maxlen=8)
        self._waiting = 0
        self._client = uuid.uuid4().hex
        self._reader = self._sender = self._spool = self._thread = self._child = None
        self._encoder = _Encoder()

    def _start(self):
        if self._pid is not None:
            self._reset()  # A child of the process that used it: nothing of that is shared.
        self._pid, self._began = os.getpid(), datetime.now(timezone.utc)
        # A trait is read by a call, and the hub has 20 microseconds for a task.
        self._is_behind, self._most_items, self._most_bytes = self.behind, self.queue_items, self.queue_bytes
        if not self.connection:
            profile = getattr(self.parent, 'profile_dir', None)
            self.connection = os.path.join(profile.security_dir if profile is not None else os.curdir, 'taskdb-connection.json')
        self._reader, self._sender = _Service(self.connection, self.ca_file), _Service(self.connection, self.ca_file)
        if self.behind:
            self._spool = _Spool(self.spool or os.path.splitext(self.connection)[0] + '.spool', self.log)
            self._earlier = self._spool.count()
            self._spooled = self._earlier > 0
            self._thread = threading.Thread(target=self._run, name='taskdb-writer')
            self._thread.daemon = True
            self._thread.start()
            atexit.register(self.close)
        elif self.command:
            self._launch()

    # The hub's side.

    def add_record(self, msg_id, rec):
        """Adds a record; a KeyError if there is one."""
        if self._pid != os.getpid():
            self._start()
        if not self._is_behind:
            self._write_now('add', msg_id, rec)
            return
        if msg_id in self._live:
            raise TaskDbError("There is a task '%s' already." % msg_id)
        rec = dict(rec)
        self._passed(msg_id)
        with self._lock:
            if len(self._live) >= MOST_IN_FLIGHT:
                self._evict()
            self._live[msg_id] = rec
            self._push('add', msg_id, rec.copy())

    def update_record(self, msg_id, rec):
        """Sets some keys. A record that is not there is left alone, as by the SQLite and MongoDB backends."""
        if self._pid != os.getpid():
            self._start()
        if not self._is_behind:
            self._write_now('update', msg_id, rec)
            return
        with self._lock:
            live = self._live.get(msg_id)
            if live is not None:
                live.update(rec)
                live.pop('_id', None)
            self._push('update', msg_id, dict(rec))

    def get_record(self, msg_id):
        """A copy of a record, all keys in it; a KeyError if there is none."""
        if self._pid != os.getpid():
            self._start()
        if self._is_behind:
            with self._lock:
                live = self._live.get(msg_id)
                if live is not None:
                    return _copy(live)
            if self._is_new(msg_id):
                raise TaskDbError("There is no task '%s'." % msg_id)
            if msg_id in self._unsent:
                self._settle()
        return self._record(json.loads(self._ask('GET', '/v1/tasks/' + _quote(msg_id), timeout=self._patience()).decode('utf-8')))

    def drop_record(self, msg_id):
        """Drops a record; a KeyError if there is none."""
        self._settle()
        self._write_now('drop', msg_id, None)
        with self._changed:
            self._live.pop(msg_id, None)

    def drop_matching_records(self, check):
        """Drops what a filter selects."""
        self._settle()
        self._ask('POST', '/v1/drop', {'filter': _operand(check)})
        with self._changed:
            held = list(self._live)
        left = set()
        if 0 < len(held) <= MOST_SESSIONS:
            left = {row['msg_id'] for row in self._find({'filter': {'msg_id': {'$in': held}}, 'keys': ['msg_id']})}
        with self._changed:
            for msg_id in held:
                if msg_id not in left and msg_id not in self._unsent:
                    self._live.pop(msg_id, None)

    def find_records(self, check, keys=None):
        """New dicts of what a filter selects: all keys, or the given ones and msg_id. Pending tasks come last."""
        self._settle()
        query = {'filter': _operand(check)}
        if keys:
            query['keys'] = list(keys)
        rows = [self._record(row) for row in self._find(query)]
        if not keys:
            # The hub takes the last record for all of them when it looks for what is completed.
            rows.sort(key=lambda row: row['completed'] is None)
        return rows

    def get_history(self):
        """All ids in the order of their submission."""
        self._settle()
        return json.loads(self._ask('GET', '/v1/history').decode('utf-8'))

    def close(self):
        """Sends what is left, or spools it. The hub never calls this; it runs at exit."""
        if self._pid != os.getpid():
            return
        if self._thread is not None and self._thread.is_alive():
            with self._changed:
                self._stopping = True
                self._changed.notify_all()
            self._thread.join(self.flush_timeout + 2 * self.timeout)
        for service in (self._reader, self._sender):
            service.close()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
            self._child.wait()
        self._pid = None
        self._reset()

    # Reading.

    def _record(self, row):
        record = _decode(row)
        for key in BUFFERS:
            if key in record:
                lengths = record[key]['$buffers']
                record[key] = LazyBuffers(self, record['msg_id'], key, lengths) if lengths else []
        for key in ('stdout', 'stderr'):
            if key in record and record[key] is None:
                record[key] = ''
        return record

    def _find(self, query):
        return [json.loads(line) for line in self._ask('POST', '/v1/find', query).decode('utf-8').split('\n') if line]

    def _ask(self, method, path, query=None, timeout=None):
        if self._pid != os.getpid():
            self._start()
        if time.monotonic() < self._retry_at:
            raise TaskDbUnavailable('the task database does not answer')
        if timeout is None:
            # A query may take long; a service that is not there is found out soon.
            self._call('GET', '/v1/health', None, self._patience())
            timeout = self.query_timeout
        body = None if query is None else json.dumps(query, default=_Encoder().default).encode('ascii')
        status, data = self._call(method, path, body, timeout)
        if status != 200:
            raise TaskDbError(_message(data, status))
        return data

    def _patience(self):
        """Seconds to wait for the service to answer at all. Over a slow line even the shortest of the last batches took long."""
        return max(self.timeout, 4 * min(self._trips, default=0))

    def _call(self, method, path, body, timeout, content_type='application/json'):
        try:
            answer = self._reader.request(method, path, body, content_type, timeout)
        except TaskDbUnavailable as fault:
            # A service that hangs is asked less and less often; one that is not there costs nothing to ask.
            self._failures = self._failures + 1 if fault.is_slow else 0
            self._retry_at = time.monotonic() + (min(2, self.timeout * 2 ** self._failures) if fault.is_slow else 0.05)
            raise
        self._failures = 0
        return answer

    def _write_now(self, op, msg_id, values):
        raw = []
        try:
            item = self._encoder.item(op, msg_id, values, raw)
        except (TypeError, ValueError, RecursionError) as fault:
            raise TaskDbError('%s: %s' % (msg_id, fault))
        self._number += 1
        body = self._body(item, raw, self._client + '-now', self._number, False)
        status, data = self._call('POST', '/v1/write', body, self.query_timeout, FRAME)
        if status != 200:
            raise TaskDbError(_message(data, status))
        for failed in json.loads(data.decode('utf-8'))['failed']:
            if failed['status'] != 404 or op != 'update':
                raise TaskDbError(failed['message'])

    # What the hub knows without asking.

    def _parts(self, msg_id):
        """What `_numbered` tells of an id. The hub asks for an id just before it adds it."""
        last, prefix, number = self._last
        if last != msg_id:
            prefix, number = _numbered(msg_id)
            self._last = (msg_id, prefix, number)
        return prefix, number

    def _passed(self, msg_id):
        prefix, number = self._parts(msg_id)
        if number is not None and number > self._highest.get(prefix, -1):
            if len(self._highest) >= MOST_SESSIONS:
                self._highest.clear()
                self._sessions.clear()
            self._highest[prefix] = number

    def _is_new(self, msg_id):
        """Whether no such task can be: no task of this client was stored before, and none of so high a number passed here."""
        prefix, number = self._parts(msg_id)
        if number is None or number <= self._highest.get(prefix, -1):
            return False
        session = msg_id.split('_', 1)[0]
        known = self._sessions.get(session)
        if known is None:
            mine = {'msg_id': {'$gte': session + '_', '$lt': session + '`'}, 'submitted': {'$lt': self._began}}
            known = bool(self._ask('POST', '/v1/find', {'filter': mine, 'keys': ['msg_id'], 'limit': 1}, self._patience()))
            self._sessions[session] = known
        return not known

    def _push(self, op, msg_id, values):
        size = 0
        for key in BUFFERS:
            for block in values.get(key) or ():
                size += len(block) if type(block) is bytes else _size(block)
        queue = self._queue
        if queue and (len(queue) >= self._most_items or self._bytes + size > self._most_bytes) and not self._waited_for_room(size):
            self._dropped += 1
            self.log.error('TaskDb: the queue is full; a change of %s is lost, the %dth', msg_id, self._dropped)
            return
        self._bytes += size
        self._unsent[msg_id] = self._unsent.get(msg_id, 0) + 1
        queue.append((op, msg_id, values, size))
        if len(queue) in (1, BATCH_ITEMS):
            self._changed.notify_all()

    def _waited_for_room(self, size):
        """Whether the queue has room within the timeout. What is longer than the queue may be waits until it is alone."""
        return self._changed.wait_for(
            lambda: not self._queue or (len(self._queue) < self._most_items and self._bytes + size <= self._most_bytes), self.timeout)

    def _settle(self):
        """Waits until the service has all that was written, as long as it answers."""
        if self._pid != os.getpid():
            self._start()
        if not self.behind:
            return
        deadline = time.monotonic() + self.query_timeout
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            try:
                while self._queue or self._busy or self._spooled:
                    if self._away or time.monotonic() > deadline:
                        raise TaskDbUnavailable('the task database does not answer; %d changes wait' % sum(self._unsent.values()))
                    if not self._changed.wait(self.timeout) and self._busy:
                        self._changed.release()
                        try:
                            self._call('GET', '/v1/health', None, self._patience())
                        finally:
                            self._changed.acquire()
            finally:
                self._waiting -= 1

    # The writer's side.

    def _run(self):
        pause, ending = 0.05, None
        while True:
            with self._changed:
                if not self._queue and not self._stopping:
                    self._changed.wait(pause if self._spooled else None)
                if self._queue and not self._stopping and not self._waiting:
                    self._changed.wait_for(lambda: self._stopping or self._waiting or len(self._queue) >= BATCH_ITEMS, GATHER_SECONDS)
                ending = ending or (time.monotonic() + self.flush_timeout if self._stopping else None)
                batch, size = [], 0
                while self._queue and len(batch) < BATCH_ITEMS and size < BATCH_BYTES:
                    if batch and self._queue[0][3] > BATCH_BYTES:
                        break  # What may be too long for the service goes alone.
                    item = self._queue.popleft()
                    size += item[3]
                    batch.append(item)
                self._bytes -= size
                self._busy = bool(batch)
                self._changed.notify_all()
            if batch:
                self._take(batch)
            elif self._stopping and (not self._spooled or self._away or time.monotonic() > ending):
                return
            if self._spooled and (not self._away or time.monotonic() >= self._retry_at):
                pause = 0.05 if self._replay() else min(pause * 2, 2)
                self._retry_at = time.monotonic() + pause if self._away else 0
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _take(self, batch):
        """Sends a batch, or spools it when the service is away or has not got the ones before."""
        ids = [msg_id for _, msg_id, _, _ in batch]
        if not self._spooled:
            items, raw, merged = self._together(batch)
            if not items or self._post(b','.join(items), raw, self._timeout(raw), False, merged):
                self._acknowledge(ids)
                return
        raw = []
        items = [item for op, msg_id, values, _ in batch for item in self._apart(op, msg_id, [values], raw)]
        if not items:
            self._acknowledge(ids)
            return
        try:
            self._spool.append(b','.join(items), raw)
            with self._changed:
                self._spooled = True
                self._spooled_ids.append(ids)
        except OSError as fault:
            self.log.error('TaskDb: %d changes are lost: %s can\'t be written: %s', len(items), self._spool.path, fault)
            self._acknowledge(ids)

    def _together(self, batch):
        """The changes of a batch as JSON, one for each task where that can be; their buffers; and what each was made of."""
        items, raw, merged = [], [], []
        for op, msg_id, changes in _merged(batch):
            try:
                values = changes[0]
                if len(changes) > 1:
                    values = dict(values)
                    for later in changes[1:]:
                        values.update(later)
                items.append(self._encoder.item(op, msg_id, values, raw))
                merged.append((op, msg_id, changes))
            except (TypeError, ValueError, RecursionError):
                apart = self._apart(op, msg_id, changes, raw)
                items.extend(apart)
                merged.extend([None] * len(apart))
        return items, raw, merged

    def _apart(self, op, msg_id, changes, raw):
        """{ add a with three changes } => { add a }, { update a }, { update a }: of what can't be stored together, what can be is."""
        items = []
        for position, values in enumerate(changes):
            try:
                items.append(self._encoder.item('update' if position else op, msg_id, values, raw))
            except (TypeError, ValueError, RecursionError) as fault:
                self.log.error('TaskDb: a change of %s can\'t be stored: %s', msg_id, fault)
        return items

    def _timeout(self, raw):
        return self.timeout if self._stopping else max(10 * self.timeout, sum(map(len, raw)) / 1e6)

    def _replay(self):
        """Sends what is in the spool."""
        try:
            while True:
                entry = self._spool.first()
                if entry is None:
                    break
                if not self._post(entry[0], entry[1], self._timeout(entry[1]), True):
                    return False
                self._spool.done()
                if self._earlier > 0:
                    self._earlier -= 1
                elif self._spooled_ids:
                    self._acknowledge(self._spooled_ids.popleft())
        except OSError as fault:
            self.log.error('TaskDb: %s can\'t be read: %s', self._spool.path, fault)
        with self._changed:
            while self._spooled_ids:
                self._forget(self._spooled_ids.popleft())
            self._spooled = False
            self._changed.notify_all()
        return True

    def _post(self, text, raw, timeout, resent, merged=()):
        """Whether the service has taken the batch, be it that it refused a part of it. What was merged and refused is sent apart."""
        self._number += 1
        for attempt in range(2):
            body = self._body(text, raw, self._client, self._number, resent or attempt > 0)
            began = time.monotonic()
            try:
                status, data = self._sender.request('POST', '/v1/write', body, FRAME, timeout)
            except TaskDbUnavailable as fault:
                return self._gone(str(fault))
            self._trips.append(time.monotonic() - began)
            self._failures, self._retry_at = 0, 0.0  # It answers, so questions may be asked again.
            if status == 200:
                self._back()
                again, again_raw = [], []
                for failed in json.loads(data.decode('utf-8'))['failed']:
                    together = merged[failed['item']] if merged else None
                    if together and len(together[2]) > 1 and failed['status'] != 404:
                        again.extend(self._apart(*together, again_raw))
                        continue
                    level = self.log.debug if failed['status'] == 404 else self.log.error
                    level('TaskDb: a change of %s was refused: %s', failed['id'], failed['message'])
                return not again or self._post(b','.join(again), again_raw, timeout, False)
            if status in (400, 413):
                self._back()
                self.log.error('TaskDb: a batch of changes was refused and is lost: %s', _message(data, status))
                return True
            if status != 409:
                return self._gone(_message(data, status))
            self._number += 1
        return self._gone(_message(data, status))

    def _gone(self, reason):
        if not self._away:
            self._away = True
            self.log.error('TaskDb: %s. The cluster goes on; changes are kept in %s until the service is back.', reason.rstrip('.'), self._spool.path)
        self._retry_at = time.monotonic() + self.timeout
        with self._changed:
            self._changed.notify_all()
        if self.command and not self._stopping:
            self._launch()
        return False

    def _back(self):
        if self._away:
            self._away, self._retry_at = False, 0.0
            self.log.warning('TaskDb: the service is back.')

    def _launch(self):
        """Starts the service, at most every ten seconds."""
        if (self._child is None or self._child.poll() is not None) and time.monotonic() >= self._child_at:
            self._child_at = time.monotonic() + 10
            words = shlex.split(self.command) if isinstance(self.command, str) else list(self.command)
            words = [word.replace('{connection}', self.connection) for word in words]
            self.log.info('TaskDb: starting %s', words)
            try:
                # A session of its own: the Ctrl-C that ends the controller must not end the service before the last write.
                self._child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
            except OSError as fault:
                self.log.error('TaskDb: %s can\'t be started: %s', words[0], fault)

    @staticmethod
    def _body(items, raw, client, number, resent):
        text = b'{"client":"%s","batch":%d,"resent":%s,"items":[%s]}' % (
            client.encode('ascii'), number, b'true' if resent else b'false', items)
        return b''.join([struct.pack('<I', len(text)), text] + raw)

    def _acknowledge(self, ids):
        with self._changed:
            self._forget(ids)
            self._changed.notify_all()

    def _forget(self, ids):
        """The service has these changes. A completed task is not needed here any more, and of others only the small fields."""
        for msg_id in ids:
            left = self._unsent.get(msg_id, 1) - 1
            if left > 0:
                self._unsent[msg_id] = left
                continue
            self._unsent.pop(msg_id, None)
            live = self._live.get(msg_id)
            if live is None:
                continue
            if live.get('completed') is not None:
                del self._live[msg_id]
                continue
            for key in BUFFERS:
                if live.get(key) and not isinstance(live[key], LazyBuffers):
                    live[key] = LazyBuffers(self, msg_id, key, [_size(block) for block in live[key]])

    def _evict(self):
        for msg_id in list(self._live)[:MOST_IN_FLIGHT // 10]:
            if msg_id not in self._unsent:
                del self._live[msg_id]


def _merged(batch):
    """{ add a, update b, update a } => { add a with both, update b }: an operation, an id, and its changes in order."""
    items, changes = [], {}
    for op, msg_id, values, _ in batch:
        if op == 'update' and msg_id in changes:
            changes[msg_id].append(values)
            continue
        items.append((op, msg_id, [values]))
        changes[msg_id] = items[-1][2]
    return items


def _size(block):
    return block.nbytes if isinstance(block, memoryview) else len(block)


def _numbered(msg_id):
    """`session_pid_n` and `session_pid_n_target` in two: what tells the client's process, and the number."""
    parts = msg_id.split('_')
    if len(parts) >= 3 and parts[2].isdigit():
        return parts[0] + '_' + parts[1], int(parts[2])
    if len(parts) == 2 and parts[1].isdigit():
        return parts[0], int(parts[1])
    return msg_id, None


def _message(data, status):
    try:
        return json.loads(data.decode('utf-8'))['error']['message']
    except (ValueError, KeyError, TypeError):
        return 'the service answered with status %d' % status
