"""wire_session.py FOLDER URI: a real controller that keeps its tasks in MongoDB, which here is us; prints what two clients saw as JSON."""
import contextlib
import json
import os
import signal
import sys

import ipyparallel as ipp

from cluster import Cluster, stored

folder, uri = sys.argv[1:3]
with open(os.path.join(folder, 'ipcontroller_config.py'), 'w') as config:
    config.write('c = get_config()\nc.MongoDB.connection_kwargs = {"host": %r, "tz_aware": True}\n' % uri)
seen = {}
with Cluster(folder, 'own', '--mongodb') as cluster:
    cluster.start(2)
    one = cluster.client(2)
    tasks = {
        'balanced': one.load_balanced_view().apply_async(lambda a, b=2: a * b, 21),
        'failed': one.load_balanced_view().apply_async(lambda: 1 / 0),
        'direct': one[0].apply_async(lambda text: text.upper(), 'ä€😀'),
        'prints': one[0].execute('print("out", 1)', block=False),
        'shown': one[0].execute('from IPython.display import display; display({"a": 1}); 6 * 7', block=False, silent=False),
        'large': one[1].apply_async(lambda data: data[::-1], b'abc' * 100_000),
    }
    for task in tasks.values():
        task.wait(60)
    ids = {what: list(task.msg_ids) for what, task in tasks.items()}
    every = [msg_id for group in ids.values() for msg_id in group]
    stored(one, every, cluster)
    cluster.until(lambda: one.db_query({'msg_id': ids['prints'][0]}, keys=['stdout'])[0]['stdout'], 'no output came')
    two = cluster.client()
    seen['balanced'] = two.get_result(ids['balanced'][0]).get()
    seen['direct'] = two.get_result(ids['direct'][0]).get()
    seen['large'] = two.get_result(ids['large'][0]).get() == (b'abc' * 100_000)[::-1]
    try:
        two.get_result(ids['failed'][0]).get()
    except ipp.error.RemoteError as fault:
        seen['failed'] = fault.ename
    seen['stdout'] = two.get_result(ids['prints'][0]).stdout
    seen['pending'] = len(two.db_query({'completed': None}, keys=['msg_id']))
    seen['glob'] = len(two.db_query({'msg_id': {'$glob': '*_*'}}, keys=['msg_id']))
    seen['since'] = len(two.db_query({'submitted': {'$gte': min(row['submitted'] for row in two.db_query({}, keys=['submitted']))}}, keys=['msg_id']))
    seen['history'] = sorted(two.hub_history()) == sorted(every)
    seen['buffers'] = [len(row['result_buffers']) for row in two.db_query({'msg_id': ids['large'][0]}, keys=['result_buffers'])]
    again = two.resubmit([ids['balanced'][0]], block=False)
    with contextlib.suppress(ipp.error.RemoteError):
        again.wait(30)
    stored(two, list(again.msg_ids), cluster)
    seen['resubmitted'] = two.get_result(again.msg_ids[0], block=False).get(10)
    two.purge_results(ids['direct'])
    seen['purged'] = len(two.hub_history())
    cluster.kill(signal.SIGTERM)
    one.close()
    two.close()
    cluster.start(0)
    three = cluster.client()
    seen['after a restart'] = len(three.hub_history())
    three.purge_results('all')
    seen['purged all'] = three.hub_history()
    three.close()
print(json.dumps(seen))
