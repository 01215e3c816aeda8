using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>Indexes of paths in dict fields: which questions they serve, and that the answers are those without them.</summary>
public sealed class PathIndexTests(PostgresServer server)
{
    private static readonly string[] Paths =
        ["content.code", "header.username", "metadata.a.b", "header.it's \"é\"", "header." + new string('n', 80)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equality_and_membership_use_an_index_and_all_answers_stay()
    {
        var (connection, schema) = server.CreateSchema();
        TaskRecord[] tasks = [.. Enumerable.Range(0, 400).Select(Task)];
        var filters = new[]
        {
            ("""{"content.code": "x7"}""", true), ("""{"header.username": "u3"}""", true),
            ("""{"header.username": {"$in": ["u1", 5]}}""", true),
            ("""{"metadata.a.b": 12}""", true), ("""{"metadata.a.b": {"$eq": 2.0}}""", true), ("""{"header.username": null}""", true),
            ($$"""{"header.it's \"é\"": 3, "queue": null}""", true), ($$"""{"header.{{new string('n', 80)}}": 4}""", true),
            ("""{"$or": [{"content.code": "x7"}, {"header.username": "u3"}]}""", true), ("""{"content.code": {"$gt": "x7"}}""", false),
            ("""{"header.other": "u3"}""", false), ("""{"content.code": {"$ne": "x7"}}""", false),
        };
        var without = new Dictionary<string, string>();
        await using (var db = await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel))
        {
            await db.WriteAsync(TaskBatch.Add(tasks), Cancel);
            foreach (var (filter, _) in filters)
            {
                Assert.DoesNotContain("task_record_path", Plan(db, filter), StringComparison.Ordinal);
                without[filter] = Ids(db, filter);
            }
        }

        var options = new PostgresDbOptions { Schema = schema, IndexedPaths = [.. Paths] };
        await using var indexed = await PostgresDb.OpenAsync(connection, options, Cancel);
        foreach (var (filter, isServed) in filters)
        {
            var plan = Plan(indexed, filter);
            var isUsed = plan.Contains("Bitmap Index Scan on \"task_record_path ", StringComparison.Ordinal);
            Assert.True(isServed == isUsed, $"{filter}\n{plan}");
            Assert.Equal($"{filter}: {without[filter]}", $"{filter}: {Ids(indexed, filter)}");
        }

        Assert.Equal("t007 t057 t107 t157 t207 t257 t307 t357", without["""{"content.code": "x7"}"""]);
        Assert.Equal("t002 t012", Ids(indexed, """{"metadata.a.b": {"$in": [2.0, 12]}}"""));

        // What is written later is found by it, too.
        await indexed.AddAsync(new TaskRecord { MsgId = "later", Content = Document.Of(("code", DocumentArray.Of("x", "x7"))) }, Cancel);
        Assert.StartsWith("later t007 ", Ids(indexed, """{"content.code": "x7"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_may_ask_for_an_index_and_who_may_create_none_is_told()
    {
        var (connection, schema) = server.CreateSchema();
        var options = new PostgresDbOptions { Schema = schema, IndexedPaths = ["header.a", "header.a"] };
        var opening = Enumerable.Range(0, 4).Select(_ => PostgresDb.OpenAsync(connection, options, Cancel)).ToList();
        foreach (var db in opening)
        {
            await (await db).DisposeAsync();
        }

        var reader = options with { CreateLayout = false };
        await (await PostgresDb.OpenAsync(connection, reader, Cancel)).DisposeAsync();
        var fault = await Assert.ThrowsAsync<TaskDbException>(
            () => PostgresDb.OpenAsync(connection, reader with { IndexedPaths = ["header.b"] }, Cancel));
        Assert.EndsWith(" has no index of 'header.b', and none may be created.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("header", "it has no name after the dict field's")]
    [InlineData("queue.a", "'queue' is not a dict field")]
    [InlineData("header..a", "a name in it is empty, begins with '$' or holds NUL")]
    [InlineData("header.$a", "a name in it is empty, begins with '$' or holds NUL")]
    public async Task A_path_that_can_have_no_index_is_refused(string path, string reason)
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(
            () => PostgresDb.OpenAsync("Host=nowhere", new PostgresDbOptions { IndexedPaths = [path] }, Cancel));
        Assert.StartsWith($"'{path}' can have no index: {reason}.", fault.Message, StringComparison.Ordinal);
    }

    private static TaskRecord Task(int at) => new()
    {
        MsgId = $"t{at:d3}",
        Content = Document.Of(("code", $"x{at % 50}")),
        Header = at % 3 == 0
            ? Document.Of(("username", $"u{at}"), ("it's \"é\"", at))
            : Document.Of(("username", DocumentArray.Of($"u{at}", at)), (new string('n', 80), at)),
        Metadata = Document.Of(("a", DocumentArray.Of(Document.Of(("b", at)), Document.Of(("b", (double)at))))),
    };

    private static string Plan(PostgresDb db, string filter)
    {
        var stages = db.Explain(new TaskQuery { Filter = Filter.Parse(filter) }).Stages;
        return Assert.Single(stages, stage => stage.Name == "postgresql: plan").Text!;
    }

    private static string Ids(PostgresDb db, string filter) => string.Join(
        ' ',
        db.Query(new TaskQuery { Filter = Filter.Parse(filter), Keys = TaskKeys.Of("msg_id"), Sort = TaskSort.Parse("msg_id") })
            .Select(row => row["msg_id"]));
}
