"""The questions that the original can answer, as TaskDbLinq.Benchmarks/Data/Asked.cs asks them: name, query, keys, right number of rows."""

from tasks import at, client, engine, make, msg_id

EVERYTHING_BUT_BUFFERS = [key for key in make(0) if key not in ("buffers", "result_buffers")]


def questions(count):
    mine = client(2)
    recent, early = at(count // 10 * 9), at(count // 10)
    low, high = at(count // 5), at(count // 5 * 2)
    middle, later = at(count // 2), at(count // 2 + 100)
    engines = [engine(3), engine(4)]
    # $eq where there is more than one condition: of plain values DictDB compares each field with the last one.
    asked = [
        ("Id", {"msg_id": msg_id(count // 2)}, EVERYTHING_BUT_BUFFERS, lambda n: n == count // 2),
        ("Pending", {"completed": None}, ["msg_id", "started"], lambda n: n % 10 == 0),
        ("Recent", {"started": {"$gte": recent}, "client_uuid": {"$eq": mine}}, EVERYTHING_BUT_BUFFERS, lambda n: at(n + 1) >= recent and client(n) == mine),
        ("Others", {"started": {"$lt": early}, "client_uuid": {"$ne": mine}}, EVERYTHING_BUT_BUFFERS, lambda n: at(n + 1) < early and client(n) != mine),
        ("Range", {"submitted": {"$gte": low}, "started": {"$lt": high}}, ["msg_id", "started"], lambda n: at(n) >= low and at(n + 1) < high),
        ("Hundred", {"submitted": {"$gte": middle, "$lt": later}}, ["msg_id", "started"], lambda n: middle <= at(n) < later),
        ("Engines", {"engine_uuid": {"$in": engines}}, ["msg_id", "result_header"], lambda n: engine(n) in engines),
    ]
    return [(name, query, keys, sum(map(holds, range(count)))) for name, query, keys, holds in asked]
