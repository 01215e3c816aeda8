"""A real ipcontroller --sqlitedb on a file, for the scripts beside this one."""
import contextlib
import os
import subprocess
import sys
import time

import ipyparallel as ipp

from connections import written


@contextlib.contextmanager
def running(folder, database, engines=0):
    """Yields a connected client; the log goes to a file in the folder."""
    log = open(os.path.join(folder, 'controller.log'), 'w')
    profile = f'--profile-dir={folder}'
    started = [subprocess.Popen(
        [sys.executable, '-m', 'ipyparallel.controller', '--ip=127.0.0.1', '--sqlitedb', profile,
         f'--SQLiteDB.location={os.path.dirname(database)}', f'--SQLiteDB.filename={os.path.basename(database)}'],
        stdout=log, stderr=log)]
    try:
        connection, of_engines = (os.path.join(folder, 'security', f'ipcontroller-{part}.json') for part in ('client', 'engine'))
        deadline = time.monotonic() + 60
        while not (written(connection) and written(of_engines)):
            if started[0].poll() is not None or time.monotonic() > deadline:
                raise SystemExit('the controller did not start: ' + open(log.name).read())
            time.sleep(0.05)
        for _ in range(engines):
            started.append(subprocess.Popen([sys.executable, '-m', 'ipyparallel.engine', profile], stdout=log, stderr=log))
        client = ipp.Client(connection, timeout=60)
        while len(client.ids) < engines:
            if time.monotonic() > deadline:
                raise SystemExit('the engines did not start: ' + open(log.name).read())
            time.sleep(0.05)
        yield client
        client.close()
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)
        log.close()
