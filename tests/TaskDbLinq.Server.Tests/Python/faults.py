"""faults.py FOLDER SECONDS COMMAND...: a cluster whose service freezes, dies and comes back, and whose controller is killed; prints what was kept."""
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

from cluster import Cluster

folder, seconds, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
connection = os.path.join(folder, 'security', 'taskdb-connection.json')
seen = {}


def serve():
    """Starts the service; it is ready when it says so."""
    service = subprocess.Popen(command + ['serve', '--sqlitedb', os.path.join(folder, 'tasks.db'), '--connection', connection],
                               stdout=subprocess.PIPE, stderr=sys.stderr)
    if b'serving' not in service.stdout.readline():
        raise SystemExit('the service did not start')
    return service


def completed(ids):
    """How many of these the service has."""
    with open(connection, encoding='utf-8') as file:
        here = json.load(file)
    request = urllib.request.Request(here['url'] + '/v1/count', headers={'Authorization': 'Bearer ' + here['token']}, method='POST', data=json.dumps(
        {'filter': {'msg_id': {'$in': ids}, 'completed': {'$ne': None}}}).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)['count']


def kept(ids, wait=30):
    deadline = time.monotonic() + wait
    while completed(ids) < len(ids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return completed(ids)


def run(view, count):
    return list(view.map_async(lambda n: n + 1, range(count), chunksize=1).msg_ids)


service = serve()
# On a machine that is busy with other tests, half a second is nothing.
patience = [] if os.environ.get('TASKDB_TEST_LONG') == '1' else ['--TaskDb.timeout=2']
with Cluster(folder, 'taskdb', *patience) as cluster:
    cluster.start(1)
    one = cluster.client(1)
    view, two = one.load_balanced_view(), cluster.client()
    run(view, 5)
    one.wait(timeout=60)

    for what, end in (('frozen', signal.SIGSTOP), ('killed', signal.SIGKILL)):
        service.send_signal(end)
        began = time.monotonic()
        ids = run(view, 20)
        slowest = 0
        while time.monotonic() - began < seconds:
            asked = time.monotonic()
            two.queue_status()
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(0.1)
        one.wait(ids, timeout=60)
        if end == signal.SIGSTOP:
            service.send_signal(signal.SIGCONT)
        else:
            service.wait()
            service = serve()
        seen[what] = {'kept': kept(ids), 'slowest': slowest, 'by another client': [n for part in two.get_result(ids, block=False).get(60) for n in part] == list(range(1, 21))}

    for what, end in (('SIGTERM', signal.SIGTERM), ('SIGKILL', signal.SIGKILL)):
        ids = run(view, 200)
        one.wait(ids, timeout=60)
        # The hub hears of results a little later than the client, and what it has not heard it can't keep.
        cluster.until(lambda: two.queue_status()[0]['tasks'] == 0 and two.queue_status()['unassigned'] == 0, 'the hub did not hear of all results')
        if end == signal.SIGKILL:
            kept(ids)
        cluster.kill(end)
        seen[what] = kept(ids)
        one.close()
        two.close()
        if end == signal.SIGTERM:
            cluster.start(1)
            one = cluster.client(1)
            view, two = one.load_balanced_view(), cluster.client()
service.terminate()
service.wait()
seen['stopped'] = service.returncode
seen['log'] = [line.split('TaskDb: ')[1] for line in cluster.read_log().splitlines() if 'TaskDb: ' in line]
print(json.dumps(seen))
