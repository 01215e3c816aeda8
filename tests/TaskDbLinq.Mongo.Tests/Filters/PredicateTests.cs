using System.Linq.Expressions;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Filters;

namespace TaskDbLinq.Mongo.Tests.Filters;

/// <summary>What people write in LINQ, as the native filters that a person would write; all of them by hand.</summary>
public class PredicateTests
{
    private const string Moment = """{"$date": "2026-11-23T20:00:00Z"}""";

    private static readonly DateTime At = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);
    private static readonly string Me = "me";
    private static readonly string[] Engines = ["e1", "e2"];
    private static readonly List<string?> OrNone = ["e1", null];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Predicates.Length)];

    private static (Expression<Func<TaskRecord, bool>> Predicate, string Filter)[] Predicates { get; } =
    [
        (t => t.Completed == null, """{"completed": null}"""),
        (t => t.Completed != null, """{"completed": {"$ne": null}}"""),
        (t => t.Completed.HasValue, """{"completed": {"$ne": null}}"""),
        (t => !t.Completed.HasValue, """{"completed": null}"""),
        (t => t.MsgId == "a", """{"msg_id": "a"}"""),
        (t => "a" == t.MsgId, """{"msg_id": "a"}"""),
        (t => t.ClientUuid != Me, """{"client_uuid": {"$ne": "me"}}"""),
        (t => t.Started >= At && t.ClientUuid != Me, $$"""{"started": {"$gte": {{Moment}} }, "client_uuid": {"$ne": "me"} }"""),
        (t => t.Started < At && t.ClientUuid != Me, $$"""{"started": {"$lt": {{Moment}} }, "client_uuid": {"$ne": "me"} }"""),
        (t => t.Started >= At && t.Started < At.AddHours(1), $$"""{"started": {"$gte": {{Moment}}, "$lt": {"$date": "2026-11-23T21:00:00Z"} } }"""),
        (t => At <= t.Started, $$"""{"started": {"$gte": {{Moment}} } }"""),
        (t => t.Submitted > At.AddTicks(5000), $$"""{"submitted": {"$gt": {{Moment}} } }"""),
        (t => t.Submitted < At.AddTicks(-5000), $$"""{"submitted": {"$lt": {{Moment}} } }"""),
        (t => t.Submitted == At.AddTicks(5000), """{"submitted": {"$in": []}}"""),
        (t => Engines.Contains(t.EngineUuid), """{"engine_uuid": {"$in": ["e1", "e2"]}}"""),
        (t => !Engines.Contains(t.EngineUuid), """{"engine_uuid": {"$nin": ["e1", "e2"]}}"""),
        (t => OrNone.Contains(t.EngineUuid), """{"engine_uuid": {"$in": [null, "e1"]}}"""),
        (t => t.Queue == "mux" || t.Completed == null, """{"$or": [{"queue": "mux"}, {"completed": null}]}"""),
        (t => !(t.Queue == "mux" || t.Completed == null), """{"$nor": [{"queue": "mux"}, {"completed": null}]}"""),
        (t => t.Queue == "mux" && t.EngineUuid == "e1" && t.Completed == null, """{"queue": "mux", "engine_uuid": "e1", "completed": null}"""),
        (t => string.IsNullOrEmpty(t.EngineUuid), """{"engine_uuid": {"$in": [null, ""]}}"""),
        (t => t.Stdout!.StartsWith("a.b"), """{"stdout": {"$regex": "^a\\.b"}}"""),
        (t => t.Stdout!.Contains("hello"), """{"stdout": {"$regex": "hello"}}"""),
        (t => t.Label!.EndsWith("_a", StringComparison.Ordinal), """{"label": {"$regex": "_a\\z"}}"""),
        (t => Regex.IsMatch(t.Stdout!, "^a", RegexOptions.IgnoreCase), """{"stdout": {"$regex": "^a", "$options": "i"}}"""),
        (t => string.Compare(t.MsgId, "m") > 0, """{"msg_id": {"$gt": "m"}}"""),
        (t => t.Error == null, """{"error": null}"""),
        (t => t.Error != null && t.Queue == "task", """{"error": {"$ne": null}, "queue": "task"}"""),
        (t => t.Header["msg_type"] == "apply_request", """{"header.msg_type": {"$eq": "apply_request", "$not": {"$type": "array"}}}"""),
        (t => t.Header["n"] > 3, """{"header.n": {"$gt": 3, "$not": {"$type": "array"}}}"""),
        (t => t.Metadata["after"][0] == "x", """{"metadata.after": {"$type": "array"}, "metadata.after.0": "x"}"""),
        (t => t.Header.ContainsKey("a"), """{"header.a": {"$exists": true}}"""),
        (t => t.Buffers == null, """{"buffers": {"$in": [null, []]}}"""),
        (t => true, "{}"),
    ];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_predicate_is_a_native_filter(int number)
    {
        var (predicate, filter) = Predicates[number];
        FilterText.AssertEqual(filter, NativeFilter.Of(Filter.FromExpression(predicate)));
    }
}
