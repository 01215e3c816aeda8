"""session.py FOLDER DATABASE: what users do with a cluster, on taskdb or sqlite; prints what they saw as JSON, without ids and times."""
import contextlib
import hashlib
import json
import signal
import sys

import ipyparallel as ipp

from cluster import Cluster, stored

folder, database = sys.argv[1:3]
seen, names = {}, {}


def name(msg_id):
    """An id as the when-th one that was seen."""
    return names.setdefault(msg_id, 'task %d' % len(names)) if msg_id else msg_id


def shape(value):
    """A value without what differs from run to run."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items() if key not in ('date', 'started', 'engine', 'traceback', 'engine_info', 'engine_uuid', 'client_uuid', 'session', 'label')}
    if isinstance(value, (list, tuple)):
        return [shape(item) for item in value]
    if isinstance(value, str) and '_' in value and value.split('_')[0].count('-') in (1, 4):
        return name(value)
    return value if isinstance(value, (str, int, float, bool, type(None))) else type(value).__name__


def tell(what, action):
    try:
        seen[what] = shape(action())
    except Exception as fault:
        text = '%s: %s' % (type(fault).__name__, fault)
        for msg_id, known in names.items():
            text = text.replace(msg_id, known)
        seen[what] = text


def digest(blocks):
    return [hashlib.sha256(bytes(block)).hexdigest()[:16] for block in blocks or []]


with Cluster(folder, database, *(['--TaskDb.timeout=5'] if database == 'taskdb' else [])) as cluster:
    cluster.start(2)
    one = cluster.client(2)
    balanced, direct = one.load_balanced_view(), one[:]
    tasks = {
        'balanced': balanced.apply_async(lambda a, b=2: a * b, 21),
        'failed': balanced.apply_async(lambda: 1 / 0),
        'direct': one[0].apply_async(lambda text: text.upper(), 'ä€😀'),
        'both': direct.apply_async(lambda: 'each'),
        'broadcast': one.broadcast_view().apply_async(lambda: 'all'),
        'prints': one[0].execute('print("out", 1); import sys; print("err", file=sys.stderr)', block=False),
        'shown': one[0].execute('from IPython.display import display; display({"a": [1, None]}); 6 * 7', block=False, silent=False),
        'raises': one[0].execute('raise ValueError("no")', block=False),
        'large': one[1].apply_async(lambda data: data[::-1], b'abc' * 100_000),
        'huge': one[1].apply_async(lambda size: bytes(size), 40 << 20),
    }
    for what, task in tasks.items():
        task.wait(60)
        tell('result of ' + what, lambda: digest([task.get()]) if what in ('large', 'huge') else task.get() if what not in ('prints', 'shown') else None)
    ids = {what: list(task.msg_ids) for what, task in tasks.items()}
    # The hub of 7.1 hears of no broadcasts, whatever its database.
    every = [msg_id for what, group in ids.items() if what != 'broadcast' for msg_id in group]
    tell('broadcasts stored', lambda: len(one.db_query({'msg_id': {'$in': ids.pop('broadcast')}}, keys=['msg_id'])))
    for msg_id in every:
        name(msg_id)
    stored(one, every, cluster)
    # Output comes by a socket of its own, behind the result.
    cluster.until(lambda: all(one.db_query({'msg_id': ids[what][0]}, keys=[key])[0][key] for what, key in
                              (('prints', 'stdout'), ('prints', 'stderr'), ('shown', 'execute_result'), ('raises', 'error'))), 'no output came')

    two = cluster.client()
    for what, (msg_id, *_) in ids.items():
        result = two.get_result(msg_id, block=False)
        with contextlib.suppress(ipp.error.RemoteError):
            result.wait(30)
        tell('another client: ' + what, lambda: digest([result.get()]) if what in ('large', 'huge') else str(result.get()) if what in ('balanced', 'failed', 'direct') else None)
    tell('output', lambda: [two.get_result(ids['prints'][0]).stdout, two.get_result(ids['prints'][0]).stderr])

    def query(what, check, keys=('msg_id',)):
        tell('query ' + what, lambda: sorted(
            (shape(row) for row in two.db_query(check, keys=list(keys) if keys else None)), key=lambda row: int(row['msg_id'].split()[1])))

    rows = two.db_query({'msg_id': {'$in': every}}, keys=['submitted', 'completed'])
    middle = sorted(row['completed'] for row in rows)[5]
    query('all keys', {'queue': 'task'}, None)
    query('equal', {'queue': 'mux'})
    query('null', {'resubmitted': None}, ('queue', 'resubmitted'))
    query('$in', {'msg_id': {'$in': every[:3]}}, ('header', 'metadata', 'content', 'stdout', 'stderr', 'error', 'execute_input'))
    query('$nin', {'msg_id': {'$nin': every[3:]}})
    query('$ne', {'queue': {'$ne': 'task'}})
    query('$exists', {'completed': {'$exists': False}})
    for operator in ('$lt', '$lte', '$gt', '$gte'):
        tell('query ' + operator, lambda: (lambda found: [len(found), all(getattr(row['completed'], '__%s__' % operator.strip('$').replace('lte', 'le').replace('gte', 'ge'))(middle) for row in found)])(
            two.db_query({'completed': {operator: middle}, 'msg_id': {'$in': every}}, keys=['completed'])))
    query('unknown operator', {'queue': {'$near': 1}})
    tell('buffers', lambda: [[digest(row['buffers'])[1:], digest(row['result_buffers'])] for row in two.db_query({'msg_id': ids['large'][0]}, keys=['buffers', 'result_buffers'])])
    tell('display', lambda: [sorted(two.db_query({'msg_id': ids['shown'][0]})[0]), two.db_query({'msg_id': ids['shown'][0]}, keys=['execute_result'])[0]['execute_result']['data']])
    tell('unknown id', lambda: two.get_result('00000000-0000_1_1', block=False).get(5))
    tell('history', lambda: [len(two.hub_history()), set(two.hub_history()) == set(every)])
    tell('queue status', lambda: [two.queue_status()[engine] for engine in (0, 1)] and sorted(map(str, two.queue_status())))

    again = two.resubmit([ids['balanced'][0], ids['failed'][0]], block=False)
    with contextlib.suppress(ipp.error.RemoteError):
        again.wait(30)
    stored(two, list(again.msg_ids), cluster)
    tell('resubmitted', lambda: [two.get_result(again.msg_ids[0], block=False).get(10), [name(again.msg_ids[0]) != 'task 0', two.db_query({'msg_id': ids['balanced'][0]}, keys=['resubmitted'])[0]['resubmitted'] == again.msg_ids[0]]])
    two.purge_results(ids['direct'])
    tell('purged by id', lambda: [len(two.hub_history()), two.db_query({'msg_id': ids['direct'][0]}, keys=['msg_id'])])
    tell('purge by engine', lambda: two.purge_results([], targets=[1]))
    tell('purged by engine', lambda: [row['msg_id'] for row in two.db_query({'msg_id': {'$in': ids['huge'] + ids['large']}}, keys=['msg_id'])])

    if database == 'sqlite':
        import time
        time.sleep(5)  # It commits every two seconds, and never when it ends.
    cluster.kill(signal.SIGTERM)
    one.close()
    two.close()
    cluster.start(0)
    three = cluster.client()
    tell('after a restart', lambda: three.db_query({'msg_id': ids['raises'][0]}, keys=['result_content', 'queue']))
    tell('output after a restart', lambda: [three.get_result(ids['prints'][0], block=False).get(10) and None, three.get_result(ids['prints'][0], block=False).stdout])
    three.purge_results('all')
    tell('purged all', lambda: three.hub_history())
    three.close()
    seen['errors'] = [line for line in cluster.read_log().splitlines() if '[IPController] ERROR' in line or 'conflicting' in line]
    seen['errors'] = [' '.join(line.split()[2:8]) for line in seen['errors'] if '::' not in line.split('|')[-1] and 'DB query failed' not in line]
print(json.dumps(seen))
