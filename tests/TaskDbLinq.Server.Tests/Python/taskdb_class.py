"""taskdb_class.py CONNECTION TLS CERTIFICATE FULL: the class alone, without a cluster; prints how its tests went as JSON.

TLS is the connection file of the same service with TLS, and CERTIFICATE what signed it. FULL is that of a service whose store is full
until something is dropped.
"""
import http.server
import json
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
from datetime import datetime, timezone

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import taskdblinq  # noqa: E402
from ipyparallel.controller.hub import empty_record  # noqa: E402
from taskdblinq import TaskDb, TaskDbError, TaskDbUnavailable  # noqa: E402

CONNECTION, TLS, CERTIFICATE, FULL = sys.argv[1:]
NOW = datetime(2026, 11, 28, 12, 0, 0, 123456, timezone.utc)


class Lines(logging.Handler):
    def __init__(self):
        logging.Handler.__init__(self)
        self.lines = []

    def emit(self, record):
        self.lines.append((record.levelname, record.getMessage()))


class SlowLine:
    """A connection to the service that brings everything late."""

    def __init__(self, seconds):
        with open(CONNECTION, encoding='utf-8') as file:
            self.service = urllib.parse.urlsplit(json.load(file)['url'])
        self.seconds, self.listener = seconds, socket.create_server(('127.0.0.1', 0))
        self.url = 'http://127.0.0.1:%d' % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection((self.service.hostname, self.service.port))
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    def carry(self, source, target):
        try:
            while True:
                data = source.recv(1 << 20)
                time.sleep(self.seconds)
                if not data:
                    break
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class ClassTests(unittest.TestCase):
    count = 0

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.log = logging.Logger('test')
        self.said = Lines()
        self.log.addHandler(self.said)
        self.all = []
        ClassTests.count += 1
        self.ids = ('0000-%d_1_%d' % (ClassTests.count, n) for n in range(10 ** 6))

    def tearDown(self):
        for db in self.all:
            db.close()
        shutil.rmtree(self.folder)

    def db(self, **settings):
        settings = dict(dict(connection=CONNECTION, timeout=10, spool=os.path.join(self.folder, 'spool'), log=self.log), **settings)
        self.all.append(TaskDb(**settings))
        return self.all[-1]

    def add(self, db, **values):
        msg_id = next(self.ids)
        db.add_record(msg_id, dict(empty_record(), msg_id=msg_id, submitted=NOW, **values))
        return msg_id

    def elsewhere(self, **connection):
        """A connection file that leads elsewhere, or to the service with another token."""
        path = os.path.join(self.folder, 'connection.json')
        with open(CONNECTION, encoding='utf-8') as file:
            right = json.load(file)
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(dict(right, **connection), file)
        return path

    def errors(self):
        return [line for level, line in self.said.lines if level == 'ERROR']

    def wait(self, holds):
        for _ in range(2000):
            if holds():
                return
            threading.Event().wait(0.01)
        self.fail('it did not come to hold: %r' % self.said.lines)

    def test_values_come_back_as_they_went_in(self):
        odd = {
            'date': NOW, 'text': NOW.isoformat(), 'no date': {'$date': 'not a date'}, 'looks like one': {'$date': '2020-01-01T00:00:00Z'},
            'oid': {'$oid': 'x', 'more': 1}, 'literal': {'$literal': {'$literal': 5}}, 'bytes': b'\0\xff', 'int': 2 ** 70, 'long': -2 ** 63,
            'huge': -10 ** 60, 'float': 1.0, 'small': 5e-324, 'inf': float('-inf'), 'nested': [[{'a': None}], True, {}], 'ä€😀': 'ä€😀',
            'dollar': 'say "$date": 1', 'number': '12345678901234567890', '__int__': {'__int__': '5'}, 'empty': '',
        }
        for behind in (True, False):
            db = self.db(behind=behind)
            msg_id = self.add(db, content=odd, buffers=[memoryview(b'abc'), b'', bytearray(b'd')], result_buffers=[])
            [found] = db.find_records({'msg_id': msg_id})
            self.assertEqual(found['content'], odd)
            self.assertEqual([type(value) for value in found['content'].values()], [type(value) for value in odd.values()])
            self.assertEqual([bytes(block) for block in found['buffers']], [b'abc', b'', b'd'])
            self.assertEqual((found['result_buffers'], found['stdout'], found['stderr'], found['submitted']), ([], '', '', NOW))
            self.assertEqual(set(empty_record()) - set(found), set())
        msg_id = self.add(db, content={'nan': float('nan')})
        self.assertNotEqual(db.get_record(msg_id)['content']['nan'], db.get_record(msg_id)['content']['nan'])

    def test_what_no_task_has_survives(self):
        for behind in (True, False):
            db = self.db(behind=behind)
            msg_id = self.add(db, metadata={'a': 1})
            db.update_record(msg_id, {'display_data': {'data': {'text/plain': 'x'}}, '_id': 'of MongoDB'})
            db.update_record(msg_id, {'completed': NOW})
            [found] = db.find_records({'msg_id': msg_id})
            self.assertEqual((found['display_data'], found['metadata'], '_id' in found), ({'data': {'text/plain': 'x'}}, {'a': 1}, False))
            self.assertEqual(db.get_record(msg_id)['display_data'], {'data': {'text/plain': 'x'}})

    def test_what_cannot_be_stored_is_told_and_harms_nothing(self):
        db = self.db()
        bad, good = self.add(db, stdout='a\ud800b'), None
        good = self.add(db, content={'fine': 1})
        worse = self.add(db, content={'object': object()})
        nested = []
        for _ in range(150):
            nested = [nested]
        deep = self.add(db, content={'deep': nested})
        endless = {}
        endless['endless'] = endless
        round_ = self.add(db, content=endless)
        self.assertEqual([row['msg_id'] for row in db.find_records({'msg_id': {'$in': [bad, good, worse, deep, round_]}})], [good])
        self.assertEqual(len(self.errors()), 4)
        self.assertIn('recursion', self.errors()[3])
        self.assertIn('nested deeper than 100', self.errors()[2])
        self.assertIn("a value of type object can't be stored", self.errors()[1])

    def test_changes_of_a_task_go_together_and_fail_alone(self):
        db = self.db()
        sent, encode = [], db._encoder.item
        db._encoder.item = lambda op, *given: sent.append(op) or encode(op, *given)
        msg_id = self.add(db)
        db.find_records({'msg_id': msg_id})
        for values in ({'stdout': 'a', 'stderr': 'b'}, {'stdout': 'c'}, {'result_buffers': [b'd']}):
            db.update_record(msg_id, values)
        [found] = db.find_records({'msg_id': msg_id})
        self.assertEqual((found['stdout'], found['stderr'], bytes(found['result_buffers'][0])), ('c', 'b', b'd'))
        self.assertEqual(sent, ['add', 'update'])
        for values in ({'stdout': 'e'}, {'content': {'object': object()}}, {'stderr': 'f'}):
            db.update_record(msg_id, values)
        [found] = db.find_records({'msg_id': msg_id})
        self.assertEqual((found['stdout'], found['stderr'], found['content'], len(self.errors())), ('e', 'f', None, 1))

    def test_an_added_task_takes_its_first_updates_along_but_not_those_that_are_refused(self):
        db = self.db()
        sent, encode = [], db._encoder.item
        db._encoder.item = lambda op, *given: sent.append(op) or encode(op, *given)
        good = self.add(db, stdout='a')
        for values in ({'stdout': 'b', 'started': NOW}, {'completed': NOW, 'result_buffers': [b'd']}):
            db.update_record(good, values)
        [found] = db.find_records({'msg_id': good})
        self.assertEqual((found['stdout'], found['completed'], bytes(found['result_buffers'][0]), sent), ('b', NOW, b'd', ['add']))

        # The service alone knows what kind a key is of.
        bad = self.add(db, stdout='a')
        db.update_record(bad, {'stderr': ['not', 'a', 'text']})
        db.update_record(bad, {'completed': NOW})
        [found] = db.find_records({'msg_id': bad})
        self.assertEqual((found['stdout'], found['stderr'], found['completed'], len(self.errors())), ('a', '', NOW, 1))
        self.assertIn('was refused', self.errors()[0])

    def test_a_full_batch_does_not_wait_for_more(self):
        before = taskdblinq.GATHER_SECONDS, taskdblinq.BATCH_ITEMS
        taskdblinq.GATHER_SECONDS, taskdblinq.BATCH_ITEMS = 600, 5
        try:
            db = self.db()
            for _ in range(12):
                self.add(db)
            self.wait(lambda: len(db._queue) == 2)
        finally:
            taskdblinq.GATHER_SECONDS, taskdblinq.BATCH_ITEMS = before

    def test_misses_are_local(self):
        db = self.db()
        first = self.add(db)
        asked = []
        ask, db._ask = db._ask, lambda *given, **named: asked.append(given) or ask(*given, **named)
        for _ in range(50):
            self.assertRaises(KeyError, db.get_record, next(self.ids))
            db.get_record(self.add(db))
        db.get_record(first)
        self.assertEqual(len(asked), 1, asked)

    def test_an_earlier_controllers_tasks_are_found(self):
        before, db = self.db(), self.db()
        msg_id = self.add(before)
        before.get_history()
        self.assertEqual(db.get_record(msg_id)['msg_id'], msg_id)
        self.assertRaises(KeyError, db.get_record, next(self.ids))

    def test_pending_tasks_come_last_and_keys_are_exact(self):
        db = self.db()
        ids = [self.add(db, completed=completed) for completed in (None, NOW, None, NOW)]
        rows = db.find_records({'msg_id': {'$in': ids}})
        self.assertEqual([row['completed'] is None for row in rows], [False, False, True, True])
        keys = ['buffers', 'header']
        self.assertEqual(set(db.find_records({'msg_id': ids[0]}, keys)[0]), {'msg_id', 'buffers', 'header'})
        self.assertEqual(keys, ['buffers', 'header'])

    def test_errors_are_key_errors_with_our_text(self):
        for behind in (True, False):
            db = self.db(behind=behind)
            for call, text in ((lambda: db.find_records({'complted': None}), "complted: unknown field 'complted'; did you mean 'completed'?"),
                               (lambda: db.get_record('none'), "There is no task 'none'."),
                               (lambda: db.drop_record('none'), "There is no task 'none'.")):
                with self.assertRaises(KeyError) as raised:
                    call()
                self.assertEqual(str(raised.exception), text)
            msg_id = self.add(db)
            with self.assertRaises(KeyError):
                db.add_record(msg_id, empty_record())
            db.update_record('none', {'stdout': 'x'})

    def test_a_dropped_task_is_gone_here_too(self):
        db = self.db()
        kept, dropped = self.add(db), self.add(db)
        db.drop_matching_records({'msg_id': dropped})
        self.assertRaises(KeyError, db.get_record, dropped)
        self.assertEqual(db.get_record(kept)['msg_id'], kept)

    def test_a_wrong_token_is_told_and_the_tasks_are_kept(self):
        path = self.elsewhere(token='wrong-wrong-wrong-wrong')
        db = self.db(connection=path, timeout=0.5)
        ids = [self.add(db, stdout='x') for _ in range(5)]
        self.wait(self.errors)
        self.assertIn('the token is missing or wrong', self.errors()[0])
        self.assertRaises(TaskDbUnavailable, db.find_records, {})
        self.assertEqual(db.get_record(ids[0])['stdout'], 'x')
        self.elsewhere()
        self.wait(lambda: not db._unsent)
        db.timeout = 10
        self.assertEqual(len(db.find_records({'msg_id': {'$in': ids}})), 5)
        self.assertEqual((len(self.errors()), self.said.lines[-1]), (1, ('WARNING', 'TaskDb: the service is back.')))

    def test_another_version_is_told_and_the_tasks_are_kept(self):
        class Other(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers['Content-Length']))
                self.send_response(200)
                self.send_header('TaskDb-Protocol', '2')
                self.send_header('Content-Length', '2')
                self.end_headers()
                self.wfile.write(b'{}')
            do_GET = do_POST

            def log_message(self, *_):
                pass

        other = http.server.HTTPServer(('127.0.0.1', 0), Other)
        threading.Thread(target=other.serve_forever, daemon=True).start()
        db = self.db(connection=self.elsewhere(url='http://127.0.0.1:%d' % other.server_port), timeout=2)
        msg_id = self.add(db)
        self.wait(self.errors)
        self.assertIn('the service speaks version 2 of the protocol, taskdblinq.py version 1', self.errors()[0])
        self.elsewhere()
        self.wait(lambda: not db._unsent)
        db.timeout = 10
        self.assertEqual(len(db.find_records({'msg_id': msg_id})), 1)
        other.shutdown()
        other.server_close()

    def test_what_is_left_at_the_end_waits_in_the_spool(self):
        away = self.elsewhere(url='http://127.0.0.1:9')
        db = self.db(connection=away, timeout=0.5)
        ids = [self.add(db, buffers=[b'x' * 1000]) for _ in range(3)]
        db.update_record(ids[0], {'stdout': 'later', 'completed': NOW})
        db.close()
        spool = os.path.join(self.folder, 'spool')
        self.assertEqual((os.path.getsize(spool) > 3000, os.stat(spool).st_mode & 0o777), (True, 0o600))
        with open(spool, 'ab') as file:
            file.write(b'TDQ1 and half of what a killed controller wrote')
        after = self.db()
        self.add(after)
        self.wait(lambda: not after._spooled)
        found = after.find_records({'msg_id': {'$in': ids}})
        self.assertEqual(sorted(row['stdout'] for row in found), ['', '', 'later'])
        self.assertEqual([bytes(block) for block in found[0]['buffers']], [b'x' * 1000])
        self.assertEqual(os.path.getsize(spool), 0)
        self.assertIn('is damaged', ' '.join(self.errors()))

    def test_half_a_second_of_latency_is_not_the_hubs(self):
        line = SlowLine(0.25)  # In each direction.
        db = self.db(connection=self.elsewhere(url=line.url), timeout=0.5)
        ids, began = [], time.monotonic()
        for _ in range(20):
            self.assertRaises(KeyError, db.get_record, next(self.ids))
            ids.append(self.add(db, buffers=[b'x' * 1000]))
            db.update_record(ids[-1], {'completed': NOW})
        self.assertLess(time.monotonic() - began, 5)  # Half a second for each of 40 changes would be 20.
        self.wait(lambda: not db._unsent)
        db.timeout = 10
        found = db.find_records({'msg_id': {'$in': ids}, 'completed': NOW})
        self.assertEqual((len(found), bytes(found[0]['buffers'][0]), self.errors()), (20, b'x' * 1000, []))
        line.listener.close()

    def test_tls_with_a_certificate_that_is_trusted(self):
        db = self.db(connection=TLS, ca_file=CERTIFICATE)
        msg_id = self.add(db, stdout='secret')
        self.assertEqual(db.find_records({'msg_id': msg_id})[0]['stdout'], 'secret')
        doubting = self.db(connection=TLS, timeout=0.5)
        kept = self.add(doubting)
        self.wait(self.errors)
        self.assertIn('CERTIFICATE_VERIFY_FAILED', self.errors()[0])
        doubting.close()
        self.assertGreater(os.path.getsize(os.path.join(self.folder, 'spool')), 0)
        self.assertEqual(db.find_records({'msg_id': kept}), [])

    def test_a_full_store_is_told_and_the_tasks_are_kept(self):
        db = self.db(connection=FULL, timeout=0.5)
        ids = [self.add(db, content={'n': n}, buffers=[os.urandom(100000)]) for n in range(20)]
        self.wait(self.errors)
        self.assertIn('full', self.errors()[0])
        self.assertEqual(db.get_record(ids[-1])['content'], {'n': 19})
        full = self.db(connection=FULL, behind=False)
        self.assertLess(len(full.get_history()), 20)
        full.drop_matching_records({'completed': NOW})
        self.wait(lambda: not db._unsent)
        db.timeout = 10
        self.assertEqual(sorted(row['content']['n'] for row in db.find_records({'msg_id': {'$in': ids}})), list(range(20)))
        self.assertEqual(len(self.errors()), 1)

    def test_a_full_queue_and_a_spool_that_cannot_be_written_are_told(self):
        db = self.db(connection=self.elsewhere(url='http://127.0.0.1:9'), timeout=0.05, spool='/nowhere/at/all/spool')
        self.add(db)
        self.wait(lambda: len(self.errors()) > 1)
        self.assertIn("1 changes are lost: /nowhere/at/all/spool can't be written", self.errors()[1])
        frozen = self.db(timeout=0.05, queue_items=3)
        frozen._take = lambda batch: threading.Event().wait(3)
        self.add(frozen)
        self.wait(lambda: frozen._busy)
        for _ in range(5):
            self.add(frozen)
        self.assertIn('the queue is full', self.errors()[-1])

    def test_buffers_beyond_what_the_queue_holds_go_one_after_the_other(self):
        db = self.db(queue_bytes=1000)
        self.add(db)  # The queue isn't empty when the first long one comes.
        ids = [self.add(db, buffers=[b'x' * 5000]) for _ in range(3)]
        self.assertEqual([row['buffers'] == [b'x' * 5000] for row in db.find_records({'msg_id': {'$in': ids}})], [True] * 3)
        self.assertEqual(self.errors(), [])

    def test_a_process_that_was_forked_has_a_connection_of_its_own(self):
        db = self.db()
        mine = self.add(db)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                theirs = self.add(db)
                code = 0 if len(db.find_records({'msg_id': {'$in': [mine, theirs]}})) >= 1 else 2
            finally:
                os._exit(code)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(len(db.find_records({'msg_id': mine})), 1)

    def test_nothing_is_connected_before_the_first_use(self):
        before = threading.active_count()
        db = self.db(connection='/nowhere/connection.json')
        self.assertEqual((threading.active_count(), db._thread), (before, None))

    def test_completed_tasks_leave_the_memory(self):
        db = self.db()
        for _ in range(300):
            db.update_record(self.add(db), {'completed': NOW})
        self.add(db)
        db.get_history()
        self.assertEqual((len(db._live), len(db._unsent), db._bytes), (1, 0, 0))


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(ClassTests).run(result)
print(json.dumps({
    'there': sum(name.startswith('test_') for name in dir(ClassTests)),
    'run': result.testsRun,
    'skipped': len(result.skipped),
    'failed': [text for _, text in result.failures + result.errors],
}))
