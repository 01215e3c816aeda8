"""hub_cluster.py CONNECTION TASKS: empty tasks a second of a real cluster, ours beside the original's databases.

The clusters run side by side and take short turns, so that a noisy machine is noisy for each; a share is of the same turn. `benchmarks/hub.sh cluster` starts the service.
"""
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'TaskDbLinq.Server.Tests', 'Python'))
from cluster import Cluster  # noqa: E402

ENGINES, TURNS, WARM_UP = 2, 15, 10
connection, tasks = os.path.abspath(sys.argv[1]), int(sys.argv[2])


def nothing():
    return None


def turn(view, count):
    """Tasks a second from the first submission until the client has every result."""
    began = time.perf_counter()
    with view.temp_flags(block=False):
        results = [view.apply_async(nothing) for _ in range(count)]
    view.client.wait(results, 120)
    took = time.perf_counter() - began
    assert all(result.successful() for result in results)
    return count / took


kinds = {
    'TaskDb, SqliteDb': ('taskdb', '--TaskDb.connection=' + connection),
    'original DictDB': ('own', '--IPController.db_class=ipyparallel.controller.dictdb.DictDB'),
    'original SQLiteDB': ('sqlite',),
}
rates = {name: [] for name in kinds}
with contextlib.ExitStack() as stack:
    views = {}
    for name, arguments in kinds.items():
        folder = tempfile.mkdtemp()
        stack.callback(shutil.rmtree, folder)
        cluster = stack.enter_context(Cluster(folder, *arguments))
        cluster.start(ENGINES)
        views[name] = cluster.client(ENGINES).load_balanced_view()
        for _ in range(WARM_UP):
            turn(views[name], tasks)
    for round in range(TURNS):
        order = list(kinds) if round % 2 else list(kinds)[::-1]
        for name in order:
            rates[name].append(turn(views[name], tasks))
shares = {name: [rate / own for rate, own in zip(values, rates['original DictDB'])] for name, values in rates.items()}
print('%-20s %8s %12s   %s' % ('%d empty tasks' % tasks, 'tasks/s', 'of DictDB', 'spread of the %d turns' % TURNS))
for name, values in rates.items():
    share = sorted(shares[name])
    print('%-20s %8.0f %12.2f   %.2f to %.2f' % (name, statistics.median(values), statistics.median(share), share[TURNS // 4], share[-TURNS // 4]))
sys.exit(0 if statistics.median(shares['TaskDb, SqliteDb']) >= 0.95 else 1)
