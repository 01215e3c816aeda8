using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Random writes and random questions: an index must answer as testing every task of a plain list does.</summary>
public class IndexTests
{
    private static readonly string[] Columns = ["submitted", "started", "completed"];

    [Fact]
    public async Task Indexes_answer_as_a_scan_of_a_plain_list_does()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var db = new DictDb(new() { RecordLimit = 10_000 });
        var model = new Dictionary<string, TaskRecord>();
        var used = new HashSet<string?>();
        for (var step = 0; step < 4000; step++)
        {
            var id = $"t{random.Next(600)}";
            var task = Make(id, random);
            if (!model.ContainsKey(id))
            {
                await db.AddAsync(task, TestContext.Current.CancellationToken);
                model.Add(id, task);
            }
            else if (random.Next(4) == 0)
            {
                await db.DropAsync(id, TestContext.Current.CancellationToken);
                model.Remove(id);
            }
            else
            {
                var values = new Dictionary<string, object?>
                {
                    ["submitted"] = task.Submitted,
                    ["started"] = task.Started,
                    ["completed"] = task.Completed,
                    ["client_uuid"] = task.ClientUuid,
                    ["engine_uuid"] = task.EngineUuid,
                    ["queue"] = task.Queue,
                };
                await db.UpdateAsync(id, TaskUpdate.Of(values), TestContext.Current.CancellationToken);
                model[id] = task;
            }

            if (step % 4 == 0)
            {
                var filter = Filter.Parse(FilterText(random));
                var holds = filter.ToPredicate<TaskRecord>();
                var expected = Ids(model.Values.Where(holds));
                Assert.True(
                    expected == Ids(
                        db.Query(new TaskQuery { Filter = filter, Keys = TaskKeys.Of("msg_id") }).Select(row => (string)row["msg_id"]!)),
                    $"seed {seed}: {filter.ToJson()}");
                Assert.True(expected == Ids(db.Tasks.Where(filter.ToExpression<TaskRecord>())), $"seed {seed}: {filter.ToJson()} in LINQ");
                used.Add(db.Explain(filter).Index);
            }
        }

        // A run that never came by an index would have shown nothing.
        Assert.Superset(
            new HashSet<string?>
            {
                "msg_id equals", "msg_id in list", "completed is null", "engine_uuid equals", "engine_uuid in list", "submitted range",
                "completed range", null,
            },
            used);
    }

    private static string FilterText(Random random)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(8) switch
        {
            0 => $$"""{"msg_id": "t{{random.Next(600)}}"}""",
            1 => $$"""{"msg_id": {"$in": ["t{{random.Next(600)}}", "t{{random.Next(600)}}", "no"]} }""",
            2 => """{"completed": null}""",
            3 => random.Next(5) == 0 ? """{"engine_uuid": null}""" : $$"""{"engine_uuid": "e{{random.Next(12)}}" }""",
            4 => $$"""{"engine_uuid": {"$in": ["e{{random.Next(12)}}", "e{{random.Next(12)}}"]} }""",
            5 => $$"""{"queue": "{{(random.Next(2) == 0 ? "mux" : "task")}}", "client_uuid": "c{{random.Next(3)}}" }""",
            6 => $$"""{"{{Columns[random.Next(3)]}}": {"$gte": "{{Moment(random):O}}"} }""",
            _ => $$"""{"{{Columns[random.Next(3)]}}": {"$gt": "{{Moment(random):O}}", "$lte": "{{Moment(random):O}}"} }""",
        });
        return $$"""{"$and": [{{string.Join(", ", parts)}}] }""";
    }

    private static TaskRecord Make(string id, Random random) => new()
    {
        MsgId = id,
        Submitted = random.Next(10) == 0 ? null : Moment(random),
        Started = random.Next(3) == 0 ? null : Moment(random),
        Completed = random.Next(4) == 0 ? null : Moment(random),
        ClientUuid = $"c{random.Next(3)}",
        EngineUuid = random.Next(12) is > 0 and var engine ? $"e{engine}" : null,
        Queue = random.Next(2) == 0 ? "mux" : "task",
    };

    private static DateTime Moment(Random random) => Samples.Start.AddSeconds(random.Next(200));

    private static string Ids(IEnumerable<TaskRecord> tasks) => Ids(tasks.Select(task => task.MsgId));

    private static string Ids(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));
}
