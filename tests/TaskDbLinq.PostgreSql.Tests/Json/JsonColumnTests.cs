using Microsoft.EntityFrameworkCore;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>JSON columns of every type, asked in each place: the answers were written by hand, by MongoDB's manual.</summary>
public sealed class JsonColumnTests(PostgresServer server)
{
    private static readonly string[] Columns = ["doc", "json", "element", "node", "object", "fields"];

    private static readonly string?[] Notes =
    [
        /* 0 */ """{"n": 1, "s": "apple", "tags": ["x", "y"], "user": {"name": "ann", "age": 30}}""",
        /* 1 */ """{"n": 1.5, "s": "Banana", "tags": [], "user": {"name": "bob"}}""",
        /* 2 */ """{"n": "1", "s": null, "tags": "x", "user": null}""",
        /* 3 */ """{"n": [1, 2, 3], "items": [{"sku": "a", "q": 5}, {"sku": "b", "q": [1, 9]}, 7]}""",
        /* 4 */ """{"n": 9007199254740993, "s": "\ud83d\ude00", "flag": true, "items": [[{"sku": "a"}], {"sku": null}]}""",
        /* 5 */ """{"n": 9007199254740992.0, "s": "\uffff", "flag": false, "items": []}""",
        /* 6 */ """{}""",
        /* 7 */ null,
        /* 8 */ """{"n": {"a": 1}, "s": "", "at": {"$date": "2026-01-02T03:04:05.1234567Z"}, "items": {"0": {"sku": "a"}}}""",
        /* 9 */ """{"n": 123456789012345678901234567890, "at": {"$date": "2026-01-02T05:04:05.1234567+02:00"}, "items": {"sku": "b", "q": -7}}""",
    ];

    [Theory]
    [InlineData("n", """1""", "0 3")]
    [InlineData("n", """{"$gt":1}""", "1 3 4 5 9")]
    [InlineData("n", """{"$gte":9007199254740992}""", "4 5 9")]
    [InlineData("n", """{"$gt":9007199254740992}""", "4 9")]
    [InlineData("n", """{"$lt":9007199254740993}""", "0 1 3 5")]
    [InlineData("n", """9007199254740993""", "4")]
    [InlineData("n", "\"1\"", "2")]
    [InlineData("n", """{"$in":[1.5,"1",[1,2,3]]}""", "1 2 3")]
    [InlineData("n", """{"$nin":[1,"1"]}""", "1 4 5 6 7 8 9")]
    [InlineData("n", """{"a":1}""", "8")]
    [InlineData("n", """{"$gte":{}}""", "8")]
    [InlineData("n", """{"$gt":[1,2]}""", "3")]
    [InlineData("n", """null""", "6 7")]
    [InlineData("n", """{"$ne":null}""", "0 1 2 3 4 5 8 9")]
    [InlineData("n", """{"$type":"array"}""", "3")]
    [InlineData("n", """{"$type":["int","long"]}""", "0 3 4")]
    [InlineData("n", """{"$type":"double"}""", "1 5 9")]
    [InlineData("n", """{"$mod":[2,1]}""", "0 1 3 4")]
    [InlineData("n", """{"$size":3}""", "3")]
    [InlineData("n", """{"$not":{"$gt":1}}""", "0 2 6 7 8")]
    [InlineData("n", """{"$all":[1,2]}""", "3")]
    [InlineData("n", """{"$elemMatch":{"$gt":1,"$lt":3}}""", "3")]
    [InlineData("n.1", """2""", "3")]
    [InlineData("s", """{"$gt":"a"}""", "0 4 5")]
    [InlineData("s", """{"$gt":"\uffff"}""", "4")]
    [InlineData("s", """{"$lt":"a"}""", "1 8")]
    [InlineData("s", """{"$regex":"^[ab]","$options":"i"}""", "0 1")]
    [InlineData("s", """{"$in":[null,{"$regularExpression":{"pattern":"an","options":""}}]}""", "1 2 3 6 7 9")]
    [InlineData("s", """{"$exists":true}""", "0 1 2 4 5 8")]
    [InlineData("s", """{"$exists":false}""", "3 6 7 9")]
    [InlineData("s", """{"$type":"null"}""", "2")]
    [InlineData("flag", """true""", "4")]
    [InlineData("flag", """{"$lt":true}""", "5")]
    [InlineData("tags", "\"x\"", "0 2")]
    [InlineData("tags", """[]""", "1")]
    [InlineData("tags", """["x","y"]""", "0")]
    [InlineData("tags", """{"$size":0}""", "1")]
    [InlineData("user.name", """{"$gte":"ann"}""", "0 1")]
    [InlineData("user.age", """{"$exists":false}""", "1 2 3 4 5 6 7 8 9")]
    [InlineData("user.age", """null""", "1 2 3 4 5 6 7 8 9")]
    [InlineData("items.sku", "\"a\"", "3")]
    [InlineData("items.0.sku", "\"a\"", "3 4 8")]
    [InlineData("items.sku", """null""", "0 1 2 4 6 7 8")]
    [InlineData("items.q", """{"$gt":8}""", "3")]
    [InlineData("items.1.q.0", """1""", "3")]
    [InlineData("items", """{"$elemMatch":{"sku":"b","q":9}}""", "3")]
    [InlineData("items", """{"$elemMatch":{"$or":[{"sku":"zz"},{"q":{"$not":{"$gte":6}}}]}}""", "3 4")]
    [InlineData("items", """{"$elemMatch":{"0.sku":"a"}}""", "4")]
    [InlineData("items", """{"$all":[{"$elemMatch":{"sku":"a"}},{"$elemMatch":{"q":1}}]}""", "3")]
    [InlineData("items.q", """{"$mod":[4,-3]}""", "9")]
    [InlineData("at", """{"$date":"2026-01-02T03:04:05.1234567Z"}""", "8 9")]
    [InlineData("at", """{"$gt":{"$date":"2026-01-02T03:04:05.1234566Z"}}""", "8 9")]
    [InlineData("at", """{"$lte":{"$date":"2026-01-02T03:04:05.1234566Z"}}""", "")]
    [InlineData("at", """{"$type":"date"}""", "8 9")]
    [InlineData("at.$date", """{"$exists":true}""", "")]
    public void Answers_are_those_that_were_written_by_hand(string path, string condition, string expected)
    {
        var store = Store(server);

        // All columns would be a plan of EF Core for each: two of them in turn.
        foreach (var column in new[] { Columns[0], Columns[1 + ((path.Length + condition.Length) % (Columns.Length - 1))] })
        {
            var filter = Filter.Parse($$"""{"{{column}}.{{path}}": {{condition}} }""");
            Assert.All(
                store.Ask(filter),
                answer => Assert.Equal($"{filter} {answer.Place}: {expected}", $"{filter} {answer.Place}: {answer.Ids}"));
        }
    }

    private static readonly Lock Gate = new();
    private static NoteStore? _store;

    /// <summary>One database for all of the class.</summary>
    private static NoteStore Store(PostgresServer server)
    {
        lock (Gate)
        {
            return _store ??= new NoteStore(server, [.. Notes.Select((json, id) => Note.Of(id, json))]);
        }
    }
}
