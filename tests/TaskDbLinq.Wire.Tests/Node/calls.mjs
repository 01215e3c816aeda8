// calls.mjs URI DATABASE: what the npm driver's calls answer on a server, as JSON: a list of [call, answer]. The database is emptied
// first. `_id` is left out, since a driver makes it up, and so is what is null. Run in a folder with the package `mongodb`.
import { createRequire } from 'node:module';

const { MongoClient, EJSON, Long, Double, Int32, Binary } = (require => ({ ...require('mongodb'), ...require('bson') }))(createRequire(process.cwd() + '/'));
const [uri, name] = process.argv.slice(2);
const client = new MongoClient(uri);
const tasks = client.db(name).collection('task_records');
const answers = [];
const start = Date.UTC(2026, 10, 28, 12);
const at = minutes => new Date(start + minutes * 60_000);
const task = (number, values = {}) => ({ msg_id: `t${number}`, submitted: at(number), queue: number % 2 ? 'task' : 'mux', stdout: '', header: { n: number }, ...values });

function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value && value.constructor === Object) {
    return Object.fromEntries(Object.entries(value).filter(([key, item]) => key !== '_id' && item !== null).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

async function tell(call, action) {
  let answer;
  try {
    answer = plain(await action());
  } catch (fault) {
    answer = [fault.constructor.name, fault.code ?? null, ...(fault.writeErrors ? [fault.writeErrors].flat().map(error => [error.index, error.code]) : [])];
  }
  answers.push([call, JSON.parse(EJSON.stringify(answer ?? null, { relaxed: false }))]);
}

const ids = (filter, options) => async () => (await tasks.find(filter, options).toArray()).map(row => row.msg_id).sort();
const rows = (filter, projection) => () => tasks.find(filter, { projection }).sort({ msg_id: 1 }).toArray();
const counts = (...names) => result => names.map(each => result[each]);

await tasks.deleteMany({});
await tell('index', () => tasks.createIndex({ msg_id: 1 }, { unique: true }));
await tell('insert one', async () => (await tasks.insertOne(task(0))).acknowledged);
await tell('insert many', async () => (await tasks.insertMany([1, 2, 3, 4, 5].map(number => task(number)))).insertedCount);
await tell('insert twice', () => tasks.insertOne(task(0)));
await tell('insert many ordered', () => tasks.insertMany([task(6), task(0), task(7)]));
await tell('insert many unordered', () => tasks.insertMany([task(0), task(7), task(7), task(8)], { ordered: false }));
await tell('insert values', async () => (await tasks.insertOne(task(9, {
  metadata: { i: 1, l: Long.fromNumber(2), d: new Double(1), t: at(0), none: null, yes: true, list: [1, [2, { x: 3 }], 'x'], text: 'ä€😀', 'a b': {} },
  content: { b: new Binary(Buffer.from([0, 1])), big: Long.fromString('1099511627776') }, buffers: [new Binary(Buffer.from('abc')), new Binary(Buffer.alloc(0))],
  completed: at(20), label: 'x',
}))).acknowledged);
await tell('find one', () => tasks.findOne({ msg_id: 't9' }));
await tell('find none', async () => (await tasks.findOne({ msg_id: 'no' })) === null);
await tell('all', ids({}));
await tell('$in', ids({ msg_id: { $in: ['t1', 't4', 'no'] } }));
await tell('$nin', ids({ msg_id: { $nin: ['t1', 't4'] } }));
await tell('$ne', ids({ queue: { $ne: 'mux' } }));
await tell('$gt time', ids({ submitted: { $gt: at(3) } }));
await tell('$gte $lt time', ids({ submitted: { $gte: at(3), $lt: at(6) } }));
await tell('equal time', ids({ completed: at(20) }));
await tell('null', ids({ completed: null }));
await tell('$exists inside', ids({ 'metadata.i': { $exists: true } }));
await tell('pattern', ids({ msg_id: /^T[1-3]$/i }));
await tell('$or', ids({ $or: [{ queue: 'mux', 'header.n': { $lt: 3 } }, { msg_id: 't9' }] }));
await tell('$nor', ids({ $nor: [{ queue: 'task' }, { 'header.n': { $gte: 7 } }] }));
await tell('number widths', ids({ 'header.n': new Double(3) }));
await tell('$mod', ids({ 'header.n': { $mod: [3, 1] } }));
await tell('$type', ids({ 'metadata.d': { $type: 'double' } }));
await tell('$size', ids({ 'metadata.list': { $size: 3 } }));
await tell('$all', ids({ 'metadata.list': { $all: [1, 'x'] } }));
await tell('$elemMatch', ids({ 'metadata.list': { $elemMatch: { $gt: 0 } } }));
await tell('object', ids({ header: { n: 4 } }));
await tell('keys', rows({ msg_id: 't9' }, { queue: 1, label: 1 }));
await tell('keys without', rows({ msg_id: 't9' }, { metadata: 0, buffers: 0, content: 0 }));
await tell('keys inside', rows({ msg_id: 't9' }, { 'metadata.list.x': 1, 'header.n': 1 }));
await tell('sort', async () => (await tasks.find().sort({ submitted: -1 }).toArray()).map(row => row.msg_id));
await tell('sort by two', async () => (await tasks.find().sort({ queue: -1, submitted: 1 }).toArray()).map(row => row.msg_id));
await tell('sort inside', async () => (await tasks.find().sort({ 'header.n': -1 }).toArray()).map(row => row.msg_id));
await tell('page', async () => (await tasks.find().sort({ submitted: 1 }).skip(2).limit(3).toArray()).map(row => row.msg_id));
await tell('batches', async () => {
  const found = [];
  for await (const row of tasks.find({}, { batchSize: 2 }).sort({ submitted: 1 })) found.push(row.msg_id);
  return found;
});
await tell('half of a cursor', async () => {
  const cursor = tasks.find({}, { batchSize: 2 }).sort({ submitted: 1 });
  const first = (await cursor.next()).msg_id;
  await cursor.close();
  return [first, cursor.closed];
});
await tell('count', async () => [await tasks.countDocuments({ queue: 'mux' }), await tasks.countDocuments({}, { skip: 2, limit: 3 }), await tasks.countDocuments({ queue: 'no' })]);
await tell('distinct', async () => (await tasks.distinct('queue')).sort());
await tell('distinct inside', async () => (await tasks.distinct('header.n', { queue: 'task' })).sort());
await tell('update', async () => counts('matchedCount', 'modifiedCount')(await tasks.updateOne({ msg_id: 't1' }, { $set: { stdout: 'x', completed: at(9) } })));
await tell('update to the same', async () => counts('matchedCount', 'modifiedCount')(await tasks.updateOne({ msg_id: 't1' }, { $set: { stdout: 'x' } })));
await tell('update none', async () => counts('matchedCount', 'modifiedCount')(await tasks.updateOne({ msg_id: 'no' }, { $set: { stdout: 'x' } })));
await tell('update many', async () => counts('matchedCount', 'modifiedCount')(await tasks.updateMany({ queue: 'task' }, { $set: { stderr: 'e' } })));
await tell('update inside', async () => counts('matchedCount', 'modifiedCount')(await tasks.updateOne({ msg_id: 't2' }, { $set: { 'header.a.b': [1] }, $unset: { 'header.n': '' } })));
await tell('updated', rows({ msg_id: { $in: ['t1', 't2'] } }, { header: 1, stdout: 1, stderr: 1, completed: 1 }));
await tell('upsert', async () => counts('matchedCount', 'modifiedCount', 'upsertedCount')(
  await tasks.updateOne({ msg_id: 'u' }, { $set: { stdout: 'new' }, $setOnInsert: { queue: 'mux' } }, { upsert: true })));
await tell('upserted', rows({ msg_id: 'u' }, { stdout: 1, queue: 1 }));
await tell('replace', async () => counts('matchedCount', 'modifiedCount')(await tasks.replaceOne({ msg_id: 'u' }, { msg_id: 'u', stderr: 'r' })));
await tell('replaced', rows({ msg_id: 'u' }));
await tell('find and update', () => tasks.findOneAndUpdate({ queue: 'mux' }, { $set: { engine_uuid: 'e' } }, { sort: { submitted: -1 }, projection: { msg_id: 1, engine_uuid: 1 } }));
await tell('find and update after', () => tasks.findOneAndUpdate(
  { queue: 'mux' }, { $set: { engine_uuid: 'f' } }, { sort: { submitted: -1 }, projection: { msg_id: 1, engine_uuid: 1 }, returnDocument: 'after' }));
await tell('find and update none', async () => (await tasks.findOneAndUpdate({ msg_id: 'no' }, { $set: { stdout: '' } })) === null);
await tell('find and delete', () => tasks.findOneAndDelete({ queue: 'task' }, { sort: { submitted: 1 }, projection: { msg_id: 1 } }));
await tell('delete one', async () => (await tasks.deleteOne({ msg_id: 't3' })).deletedCount);
await tell('bulk', async () => counts('insertedCount', 'matchedCount', 'modifiedCount', 'deletedCount')(await tasks.bulkWrite([
  { insertOne: { document: task(20) } }, { updateOne: { filter: { msg_id: 't20' }, update: { $set: { stdout: 'b' } } } },
  { updateMany: { filter: { queue: 'mux' }, update: { $set: { label: 'l' } } } }, { deleteOne: { filter: { msg_id: 't20' } } }])));
await tell('group', async () => (await tasks.aggregate([{ $match: { queue: { $ne: null } } }, { $group: { _id: '$queue', n: { $sum: 1 }, last: { $max: '$submitted' } } }]).toArray())
  .map(row => [row._id, row.n, row.last]).sort());
await tell('pipeline', () => tasks.aggregate([
  { $match: { queue: 'mux' } }, { $sort: { submitted: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { msg_id: 1, n: '$header.n', is: { $gt: ['$header.n', 4] } } }]).toArray());
await tell('unwind', () => tasks.aggregate([{ $match: { msg_id: 't9' } }, { $unwind: '$metadata.list' }, { $project: { item: '$metadata.list' } }]).toArray());
await tell('indexes', async () => (await tasks.indexes()).find(index => index.name === 'msg_id_1').unique);
await tell('collections', async () => (await client.db(name).listCollections().toArray()).some(collection => collection.name === 'task_records'));
await tell('unknown operator', ids({ queue: { $nonsense: 1 } }));
await tell('bad pattern', ids({ queue: { $regex: '(' } }));
await tell('mixed projection', rows({}, { queue: 1, header: 0 }));
await tell('unknown update operator', () => tasks.updateOne({ msg_id: 't8' }, { $nonsense: { stdout: 1 } }));
await tell('unknown command', () => client.db(name).command({ nonsense: 1 }));
await tell('unknown stage', () => tasks.aggregate([{ $nonsense: {} }]).toArray());
await tell('delete many', async () => (await tasks.deleteMany({ queue: { $in: ['mux', 'task'] } })).deletedCount);
await tell('what is left', ids({}));
await client.close();
console.log(JSON.stringify(answers));
