"""calls.py URI DATABASE: what pymongo's calls answer on a server, as JSON: a list of [call, answer]. The database is emptied first.

`_id` is left out, since a driver makes it up, and so is what is null: a task that lacks a field reads as null from one server, and
without it from another.
"""
import datetime
import json
import sys

import pymongo
from bson import json_util
from bson.int64 import Int64
from pymongo import DeleteMany, DeleteOne, InsertOne, ReturnDocument, UpdateMany, UpdateOne

client = pymongo.MongoClient(sys.argv[1], tz_aware=True)
database = client[sys.argv[2]]
tasks = database['task_records']
tasks.delete_many({})
KEYS = ['msg_id', 'header', 'content', 'metadata', 'buffers', 'submitted', 'client_uuid', 'engine_uuid', 'started', 'completed', 'resubmitted', 'received',
        'result_header', 'result_metadata', 'result_content', 'result_buffers', 'queue', 'execute_input', 'execute_result', 'error', 'stdout', 'stderr', 'label']
START = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.timezone.utc)
answers = []


def at(minutes, micros=0):
    return START + datetime.timedelta(minutes=minutes, microseconds=micros)


def task(number, **values):
    record = dict.fromkeys(KEYS)
    record.update(msg_id='t%d' % number, submitted=at(number), queue='task' if number % 2 else 'mux', stdout='', header={'n': number}, **values)
    return record


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key != '_id' and item is not None}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def tell(name, action):
    try:
        answer = plain(action())
    except pymongo.errors.BulkWriteError as fault:
        answer = ['BulkWriteError', fault.details['nInserted'], [[error['index'], error['code']] for error in fault.details['writeErrors']]]
    except pymongo.errors.PyMongoError as fault:
        answer = [type(fault).__name__, getattr(fault, 'code', None)]
    answers.append([name, json.loads(json_util.dumps(answer, json_options=json_util.CANONICAL_JSON_OPTIONS))])


def ids(check, **options):
    return lambda: sorted(row['msg_id'] for row in tasks.find(check, **options))


def rows(check, keys=None, **options):
    return lambda: list(tasks.find(check, keys, **options))


def result(action, *names):
    return lambda: (lambda done: [getattr(done, name) for name in names])(action())


tell('index', lambda: tasks.create_index('msg_id', unique=True))
tell('index again', lambda: tasks.create_index([('msg_id', 1)], unique=True))
tell('ping', lambda: client.admin.command('ping'))
tell('insert one', lambda: [tasks.insert_one(task(0)).acknowledged])
tell('insert many', lambda: [len(tasks.insert_many([task(number) for number in range(1, 6)]).inserted_ids)])
tell('insert twice', lambda: tasks.insert_one(task(0)))
tell('insert many ordered', lambda: tasks.insert_many([task(6), task(0), task(7)]))
tell('insert many unordered', lambda: tasks.insert_many([task(0), task(7), task(7), task(8)], ordered=False))
tell('insert values', lambda: [tasks.insert_one(task(
    9, metadata={'i': 1, 'l': Int64(2), 'd': 1.5, 't': at(0, 1999), 'none': None, 'yes': True, 'list': [1, [2, {'x': 3}], 'x'], 'text': 'ä€😀', 'a b': {}},
    content={'b': b'\0\1', 'big': 2 ** 40}, buffers=[b'abc', b''], completed=at(20, 123999), label='x')).acknowledged])
tell('find one', lambda: tasks.find_one({'msg_id': 't9'}))
tell('find none', lambda: [tasks.find_one({'msg_id': 'no'}) is None])
tell('all', ids({}))
tell('$in', ids({'msg_id': {'$in': ['t1', 't4', 'no']}}))
tell('$nin', ids({'msg_id': {'$nin': ['t1', 't4']}}))
tell('$ne', ids({'queue': {'$ne': 'mux'}}))
tell('$gt time', ids({'submitted': {'$gt': at(3)}}))
tell('$gte $lt time', ids({'submitted': {'$gte': at(3), '$lt': at(6)}}))
tell('equal time', ids({'completed': at(20, 123000)}))
tell('$not $lte time', ids({'submitted': {'$not': {'$lte': at(5)}}}))
tell('$in times', ids({'completed': {'$in': [at(20, 123000), at(1)]}}))
tell('null', ids({'completed': None}))
tell('not null', ids({'completed': {'$ne': None}}))
tell('$exists inside', ids({'metadata.i': {'$exists': True}}))
tell('$regex', ids({'msg_id': {'$regex': '^t[1-3]$'}}))
tell('$regex options', ids({'queue': {'$regex': 'MUX', '$options': 'i'}}))
tell('$or', ids({'$or': [{'queue': 'mux', 'header.n': {'$lt': 3}}, {'msg_id': 't9'}]}))
tell('$and $nor', ids({'$and': [{'queue': 'task'}, {'$nor': [{'header.n': 1}, {'header.n': {'$gte': 7}}]}]}))
tell('number widths', ids({'header.n': 3.0}))
tell('$mod', ids({'header.n': {'$mod': [3, 1]}}))
tell('$type', ids({'metadata.d': {'$type': 'double'}}))
tell('$size', ids({'metadata.list': {'$size': 3}}))
tell('$all', ids({'metadata.list': {'$all': [1, 'x']}}))
tell('$elemMatch', ids({'metadata.list': {'$elemMatch': {'$gt': 0}}}))
tell('in arrays', ids({'metadata.list.0': 1}))
tell('object', ids({'header': {'n': 4}}))
tell('binary', ids({'content.b': b'\0\1'}))
tell('keys', rows({'msg_id': 't9'}, ['queue', 'label']))
tell('keys without', rows({'msg_id': 't9'}, {'metadata': 0, 'buffers': 0, 'content': 0}))
tell('keys inside', rows({'msg_id': 't9'}, {'metadata.list.x': 1, 'header.n': 1}))
tell('keys excluded inside', rows({'msg_id': 't9'}, {'metadata.list': 0, 'metadata.text': 0, 'content': 0, 'buffers': 0}))
tell('sort', lambda: [row['msg_id'] for row in tasks.find().sort('submitted', -1)])
tell('sort by two', lambda: [row['msg_id'] for row in tasks.find().sort([('queue', -1), ('submitted', 1)])])
tell('sort inside', lambda: [row['msg_id'] for row in tasks.find().sort('header.n', -1)])
tell('page', lambda: [row['msg_id'] for row in tasks.find().sort('submitted', 1).skip(2).limit(3)])
tell('batches', lambda: [row['msg_id'] for row in tasks.find(batch_size=2).sort('submitted', 1)])
tell('count', lambda: [tasks.count_documents({'queue': 'mux'}), tasks.count_documents({}, skip=2, limit=3), tasks.count_documents({'queue': 'no'})])
tell('count command', lambda: [database.command('count', 'task_records', query={'queue': 'mux'}, skip=1)['n']])
tell('distinct', lambda: sorted(tasks.distinct('queue')))
tell('distinct inside', lambda: sorted(tasks.distinct('header.n', {'queue': 'task'})))
tell('update', result(lambda: tasks.update_one({'msg_id': 't1'}, {'$set': {'stdout': 'x', 'completed': at(9)}}), 'matched_count', 'modified_count'))
tell('update to the same', result(lambda: tasks.update_one({'msg_id': 't1'}, {'$set': {'stdout': 'x'}}), 'matched_count', 'modified_count'))
tell('update none', result(lambda: tasks.update_one({'msg_id': 'no'}, {'$set': {'stdout': 'x'}}), 'matched_count', 'modified_count'))
tell('update many', result(lambda: tasks.update_many({'queue': 'task'}, {'$set': {'stderr': 'e'}}), 'matched_count', 'modified_count'))
tell('update inside', result(lambda: tasks.update_one({'msg_id': 't2'}, {'$set': {'header.a.b': [1]}, '$unset': {'header.n': ''}}), 'matched_count', 'modified_count'))
tell('updated', rows({'msg_id': {'$in': ['t1', 't2']}}, {'header': 1, 'stdout': 1, 'stderr': 1, 'completed': 1}, sort=[('msg_id', 1)]))
tell('upsert', result(lambda: tasks.update_one({'msg_id': 'u'}, {'$set': {'stdout': 'new'}, '$setOnInsert': {'queue': 'mux'}}, upsert=True), 'matched_count', 'modified_count'))
tell('upsert again', result(lambda: tasks.update_one({'msg_id': 'u'}, {'$set': {'stdout': 'old'}, '$setOnInsert': {'queue': 'no'}}, upsert=True), 'matched_count', 'modified_count'))
tell('upserted', rows({'msg_id': 'u'}, ['stdout', 'queue']))
tell('replace', result(lambda: tasks.replace_one({'msg_id': 'u'}, {'msg_id': 'u', 'stderr': 'r'}), 'matched_count', 'modified_count'))
tell('replaced', rows({'msg_id': 'u'}))
tell('find and update', lambda: tasks.find_one_and_update({'queue': 'mux'}, {'$set': {'engine_uuid': 'e'}}, {'msg_id': 1, 'engine_uuid': 1}, sort=[('submitted', -1)]))
tell('find and update after', lambda: tasks.find_one_and_update(
    {'queue': 'mux'}, {'$set': {'engine_uuid': 'f'}}, {'msg_id': 1, 'engine_uuid': 1}, sort=[('submitted', -1)], return_document=ReturnDocument.AFTER))
tell('find and update none', lambda: [tasks.find_one_and_update({'msg_id': 'no'}, {'$set': {'stdout': ''}}) is None])
tell('find and delete', lambda: tasks.find_one_and_delete({'queue': 'task'}, {'msg_id': 1}, sort=[('submitted', 1)]))
tell('delete one', result(lambda: tasks.delete_one({'msg_id': 't3'}), 'deleted_count'))
tell('delete none', result(lambda: tasks.delete_one({'msg_id': 't3'}), 'deleted_count'))
tell('bulk', result(lambda: tasks.bulk_write([
    InsertOne(task(20)), UpdateOne({'msg_id': 't20'}, {'$set': {'stdout': 'b'}}), UpdateMany({'queue': 'mux'}, {'$set': {'label': 'l'}}),
    DeleteOne({'msg_id': 't20'}), DeleteMany({'msg_id': 'no'})]), 'inserted_count', 'matched_count', 'modified_count', 'deleted_count'))
tell('group', lambda: sorted(([row['_id'], row['n'], row['sum'], row['last']] for row in tasks.aggregate([
    {'$match': {'queue': {'$ne': None}}}, {'$group': {'_id': '$queue', 'n': {'$sum': 1}, 'sum': {'$sum': '$header.n'}, 'last': {'$max': '$submitted'}}}])), key=str))
tell('pipeline', lambda: list(tasks.aggregate([
    {'$match': {'queue': 'mux'}}, {'$sort': {'submitted': -1}}, {'$skip': 1}, {'$limit': 2}, {'$project': {'msg_id': 1, 'n': '$header.n', 'is': {'$gt': ['$header.n', 4]}}}])))
tell('unwind', lambda: list(tasks.aggregate([{'$match': {'msg_id': 't9'}}, {'$unwind': '$metadata.list'}, {'$project': {'item': '$metadata.list'}}])))
tell('count stage', lambda: list(tasks.aggregate([{'$match': {'queue': 'mux'}}, {'$count': 'n'}])))
tell('set stage', lambda: list(tasks.aggregate([{'$match': {'msg_id': 't8'}}, {'$addFields': {'q': {'$concat': ['$queue', '!']}}}, {'$project': {'q': 1}}])))
tell('collections', lambda: ['task_records' in database.list_collection_names()])
tell('indexes', lambda: [tasks.index_information()['msg_id_1']['unique'], tasks.index_information()['msg_id_1']['key']])
tell('unknown operator', ids({'queue': {'$nonsense': 1}}))
tell('bad pattern', ids({'queue': {'$regex': '('}}))
tell('mixed projection', rows({}, {'queue': 1, 'header': 0}))
tell('unknown update operator', lambda: tasks.update_one({'msg_id': 't8'}, {'$nonsense': {'stdout': 1}}))
tell('two changes of a field', lambda: tasks.update_one({'msg_id': 't8'}, {'$set': {'header': {}}, '$unset': {'header.n': 1}}))
tell('unknown command', lambda: database.command('nonsense'))
tell('unknown stage', lambda: list(tasks.aggregate([{'$nonsense': {}}])))
tell('unknown cursor', lambda: database.command('getMore', Int64(12345), collection='task_records'))
tell('delete many', result(lambda: tasks.delete_many({'queue': {'$in': ['mux', 'task']}}), 'deleted_count'))
tell('what is left', ids({}))
print(json.dumps(answers))
