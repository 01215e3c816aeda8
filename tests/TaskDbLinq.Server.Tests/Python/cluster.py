"""A real ipcontroller in a folder of its own, with engines, for the scripts beside this one."""
import contextlib
import os
import signal
import subprocess
import sys
import time

import ipyparallel as ipp

from connections import written

HERE = os.path.dirname(os.path.abspath(__file__))


class Cluster:
    """A profile's folder; `taskdb` and `sqlite` are databases that its controller may have, `own` leaves the choice to the options."""

    def __init__(self, folder, database, *options):
        self.folder, self.options, self.started = folder, list(options), []
        self.log = open(os.path.join(folder, 'cluster.log'), 'ab')
        self.options += ['--ip=127.0.0.1', '--profile-dir=' + folder, '--log-level=INFO']
        self.options += ['--IPController.db_class=taskdblinq.TaskDb'] if database == 'taskdb' else [] if database == 'own' else [
            '--sqlitedb', '--SQLiteDB.location=' + folder, '--SQLiteDB.filename=original.db']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill(signal.SIGTERM)
        for process in self.started[1:]:
            process.terminate()
            process.wait(30)
        self.log.close()

    @property
    def connection(self):
        return os.path.join(self.folder, 'security', 'ipcontroller-client.json')

    @property
    def engine_connection(self):
        return os.path.join(self.folder, 'security', 'ipcontroller-engine.json')

    def start(self, engines):
        """Starts the controller, in a session of its own: its schedulers are processes that outlive it."""
        for file in (self.connection, self.engine_connection):
            with contextlib.suppress(FileNotFoundError):
                os.remove(file)
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join([HERE, os.path.join(HERE, "..", "..", "..", "python")]))
        self.started.insert(0, subprocess.Popen(
            [sys.executable, '-m', 'ipyparallel.controller'] + self.options,
            stdout=self.log, stderr=self.log, env=environment, start_new_session=True))
        self.until(lambda: written(self.connection) and written(self.engine_connection), 'the controller did not start')
        self.started += [subprocess.Popen(
            [sys.executable, '-m', 'ipyparallel.engine', '--profile-dir=' + self.folder], stdout=self.log, stderr=self.log)
            for _ in range(engines)]

    def client(self, engines=0):
        client = ipp.Client(self.connection, timeout=60)
        self.until(lambda: len(client.ids) >= engines, 'the engines did not start')
        return client

    def kill(self, how):
        """Ends the controller, and what it has started."""
        controller = self.started[0]
        if controller.poll() is None:
            controller.send_signal(how)
            try:
                controller.wait(30)
            except subprocess.TimeoutExpired:
                controller.kill()
                controller.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(controller.pid, signal.SIGKILL)

    def until(self, holds, problem, seconds=60):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                raise SystemExit(problem + ': ' + self.read_log())
            time.sleep(0.02)

    def read_log(self):
        with open(self.log.name, encoding='utf-8', errors='replace') as log:
            return log.read()


def stored(client, ids, cluster):
    """Waits until the database has the results of some tasks: the hub hears of them later than the client does."""
    cluster.until(
        lambda: len(client.db_query({'msg_id': {'$in': ids}, 'completed': {'$ne': None}}, keys=['msg_id'])) == len(ids),
        'the results did not come into the database')
