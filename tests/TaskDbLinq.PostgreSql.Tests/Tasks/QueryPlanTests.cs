using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tasks.Reading;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>
/// The plans of shapes in front of EF Core: another query of a shape has its own values, and the answer that EF Core gives.
/// </summary>
public sealed class QueryPlanTests(QueryPlanTests.Sample sample) : IClassFixture<QueryPlanTests.Sample>, IAsyncLifetime
{
    private static readonly DateTime Day = new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime FirstTime = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    private PostgresDb _db = null!;

    private TaskReader Reader => _db.Reader;

    public async ValueTask InitializeAsync() => _db = await sample.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Pairs of one shape: the first makes the plan, the second runs on it.</summary>
    public static TheoryData<string, string, string> Shapes => new()
    {
        { """{"queue": "x"}""", """{"queue": "y"}""", "b" },
        { """{"queue": "x", "label": "x"}""", """{"queue": "x", "label": "y"}""", "c" },
        { """{"queue": {"$ne": "x"}}""", """{"queue": {"$ne": "y"}}""", "a c d e" },
        { """{"queue": {"$gt": "z"}}""", """{"queue": {"$gt": "X"}}""", "a b c e" },
        { """{"queue": {"$in": ["x", "y"]}}""", """{"queue": {"$in": ["z"]}}""", "e" },
        { """{"queue": {"$in": ["x"]}}""", """{"queue": {"$in": ["a", "b", "y", "z", "c", "d", "e", "f"]}}""", "b e" },
        { """{"queue": {"$in": ["x", null]}}""", """{"queue": {"$in": [null, "y"]}}""", "b d" },
        { """{"queue": {"$nin": ["x"]}}""", """{"queue": {"$nin": ["z", "y"]}}""", "a c d" },
        { """{"queue": {"$in": ["x"]}}""", """{"queue": {"$in": ["\u0000", "z"]}}""", "e" },
        { """{"queue": {"$regex": "^x"}}""", """{"queue": {"$regex": "[YZ]", "$options": "i"}}""", "b e" },
        { """{"submitted": {"$gte": "2026-01-02T00:00:00Z"}}""", """{"submitted": {"$gte": "2026-01-02T00:00:00.0000001Z"}}""", "b c" },
        { """{"submitted": {"$lt": "2026-01-02T00:00:00Z"}}""", """{"submitted": {"$lt": "2026-01-02T00:00:00.0000011Z"}}""", "a b" },
        { """{"submitted": "2026-01-02T00:00:00Z"}""", """{"submitted": "2026-01-02T00:00:00.000001Z"}""", "b" },
        { """{"submitted": "2026-01-02T00:00:00Z"}""", """{"submitted": "2026-01-02T00:00:00.0000001Z"}""", "" },
        { """{"submitted": {"$ne": "2026-01-02T00:00:00Z"}}""", """{"submitted": {"$ne": "2026-01-02T01:00:00+01:00"}}""", "b c d e" },
        { """{"started": "2026-01-02T00:00:00Z"}""", """{"started": "0001-01-01T00:00:00Z"}""", "d" },
        {
            """{"submitted": {"$gte": "2026-01-02T00:00:00Z", "$lt": "2026-01-02T00:00:00Z"}}""",
            """{"submitted": {"$gte": "2026-01-02T00:00:00Z", "$lt": "2026-01-03T00:00:00Z"}}""", "a b"
        },
        {
            """{"submitted": {"$in": ["2026-01-02T00:00:00Z"]}}""",
            """{"submitted": {"$in": ["2026-01-03T00:00:00Z", "2026-01-02T00:00:00.0000001Z", "9999-12-31T23:59:59.9999999Z"]}}""", "c"
        },
        { """{"header.n": 1}""", """{"header.n": 2}""", "b" },
        { """{"header.@Operand": null, "queue": "y"}""", """{"header.@Operand": null, "queue": "x"}""", "a c" },
        { """{"header.n": {"$gt": 5.5}}""", """{"header.n": {"$gt": 1.5}}""", "b" },
        { """{"header.s": {"$in": ["q"]}}""", """{"header.s": {"$in": ["r", "p"]}}""", "a" },
        { """{"metadata": {"$exists": true}}""", """{"metadata": {"$exists": true}}""", "c" },
        { """{"$or": [{"queue": "z"}, {"label": "z"}]}""", """{"$or": [{"queue": "y"}, {"label": "y"}]}""", "b c" },
        { """{"$nor": [{"queue": "z"}, {"label": "z"}]}""", """{"$nor": [{"queue": "x"}, {"label": "x"}]}""", "d e" },
        { "{}", "{}", "a b c d e" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public async Task Another_query_of_a_shape_runs_on_its_plan_and_has_the_answer_that_EF_Core_gives(
        string first, string second, string answer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var query in Variants(Filter.Parse(first)))
        {
            Assert.Equal(Texts(Reader.RowsByEntityFramework(query)), Texts(_db.Query(query)));
        }

        var (filter, plans) = (Filter.Parse(second), Reader.Planner.Translations);
        foreach (var query in Variants(filter))
        {
            Assert.Equal(Texts(Reader.RowsByEntityFramework(query)), Texts(_db.Query(query)));
            Assert.Equal(Texts(_db.Query(query)), Texts(await _db.QueryAsync(query, cancellation).ToListAsync(cancellation)));
            Assert.Equal(
                Texts(_db.Query(query)), Texts(await Reader.RowsByEntityFrameworkAsync(query, cancellation).ToListAsync(cancellation)));
            Assert.Equal(new QueryPlanner(_db.Server).Plan(query).Sql, Reader.Planner.Plan(query).Sql);
        }

        Assert.Equal(plans, Reader.Planner.Translations);
        Assert.Equal(answer, string.Join(' ', _db.Query(new TaskQuery { Filter = filter }).Select(row => row["msg_id"]).Order()));
        var count = answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.Equal(count, await _db.CountAsync(filter, cancellation));
        Assert.Equal(count, await Reader.CountByEntityFrameworkAsync(filter, cancellation));
    }

    /// <summary>
    /// EF Core writes other SQL for null; so it does where it runs a query itself, whose rows and count come from the server, too.
    /// </summary>
    [Theory]
    [InlineData("""{"queue": null}""", "d")]
    [InlineData("""{"queue": {"$ne": null}}""", "a b c e")]
    [InlineData("""{"queue": {"$gte": null}}""", "d")]
    [InlineData("""{"started": {"$lte": null}}""", "a b c e")]
    [InlineData("""{"header": null}""", "c d e")]
    public async Task A_null_is_counted_and_read_in_the_server(string filter, string answer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var query = new TaskQuery { Filter = Filter.Parse(filter), Sort = TaskSort.Parse("msg_id") };
        Assert.Equal(answer, string.Join(' ', _db.Query(query).Select(row => row["msg_id"])));
        foreach (var rows in new[] { _db.QueryAsync(query, cancellation), Reader.RowsByEntityFrameworkAsync(query, cancellation) })
        {
            Assert.Equal(answer, string.Join(' ', await rows.Select(row => row["msg_id"]).ToListAsync(cancellation)));
        }

        Assert.Equal(answer.Split(' ').Length, await _db.CountAsync(query.Filter, cancellation));
        Assert.Equal(answer.Split(' ').Length, await Reader.CountByEntityFrameworkAsync(query.Filter, cancellation));
    }

    /// <summary>The first and the last timestamp of .NET, and fractions of a second, in LINQ.</summary>
    [Fact]
    public async Task Parts_of_a_timestamp_are_cut_and_the_first_timestamp_is_in_a_list()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (connection, schema) = sample.Server.CreateSchema();
        await using var db = await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, cancellation);
        DateTime?[] times =
            [FirstTime, new(1969, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc), new(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc), null];
        await db.AddAsync(times.Select((time, at) => new TaskRecord { MsgId = $"t{at}", Submitted = time }), cancellation);
        Assert.Equal("t1 t2", Shown(db.Tasks.Where(task => task.Submitted!.Value.Second == 59)));
        Assert.Equal("t0", Shown(db.Tasks.Where(task => task.Submitted!.Value.Second == 0)));
        Assert.Equal("t1 t2", Shown(db.Tasks.Where(task => task.Submitted!.Value.Millisecond == 999)));
        Assert.Equal("t1 t2", Shown(db.Tasks.Where(task => task.Submitted!.Value.Minute == 59)));
        List<DateTime> plain = [FirstTime, Day];
        List<DateTime?> nullable = [FirstTime, null];
        DateTime?[] array = [FirstTime, Day];
        Assert.Equal("t0", Shown(db.Tasks.Where(task => plain.Contains(task.Submitted!.Value))));
        Assert.Equal("t0 t3", Shown(db.Tasks.Where(task => nullable.Contains(task.Submitted))));
        Assert.Equal("t0", Shown(db.Tasks.Where(task => array.Contains(task.Submitted))));
        array = [times[1], times[2]];
        Assert.Equal("t0 t3", Shown(db.Tasks.Where(task => !array.Contains(task.Submitted))));

        static string Shown(IQueryable<TaskRecord> tasks) => string.Join(' ', tasks.Select(task => task.MsgId).ToList().Order());
    }

    [Fact]
    public void The_kind_of_a_timestamp_is_no_part_of_the_shape()
    {
        var plans = Reader.Planner.Translations;
        object[] same = [Day, Day.ToLocalTime(), DateTime.SpecifyKind(Day.ToLocalTime(), DateTimeKind.Unspecified)];
        Assert.All(same, value => Assert.Equal(["b", "c"], Ids(After(value))));
        Assert.Equal(plans + 1, Reader.Planner.Translations);

        Dictionary<string, object?> After(object value) => new() { ["submitted"] = new Dictionary<string, object?> { ["$gt"] = value } };
    }

    [Fact]
    public void What_PostgreSQL_can_not_take_is_refused_as_without_a_plan()
    {
        string[] refused = ["""{"queue": "\u0000"}""", """{"queue": {"$regex": "(a)\\1"}}""", """{"started": "soon"}"""];
        string[] taken = ["""{"queue": "x"}""", """{"queue": {"$regex": "b"}}""", """{"started": "2026-01-01T00:00:00Z"}"""];
        foreach (var (bad, good) in refused.Zip(taken))
        {
            _db.Query(new TaskQuery { Filter = Filter.Parse(good) }).Count();
            var query = new TaskQuery { Filter = Filter.Parse(bad) };
            var expected = Assert.Throws<QueryException>(() => Reader.RowsByEntityFramework(query).Count());
            Assert.Equal(expected.Message, Assert.Throws<QueryException>(() => _db.Query(query).Count()).Message);
        }
    }

    [Fact]
    public async Task Statements_are_prepared_in_the_server()
    {
        for (var time = 0; time < 10; time++)
        {
            Assert.Empty(_db.DbQuery(new Dictionary<string, object?> { ["execute_input"] = $"q{time}" }));
        }

        var held = await _db.Server.ConnectAsync(TestContext.Current.CancellationToken);
        await using var closed = held;
        await using var command = held.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%execute_input = $1%'";
        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private List<object?> Ids(Dictionary<string, object?> filter) => [.. _db.DbQuery(filter).Select(row => row["msg_id"]).Order()];

    private static IEnumerable<TaskQuery> Variants(Filter filter)
    {
        var query = new TaskQuery { Filter = filter, Sort = TaskSort.Parse("msg_id") };
        yield return query with { Keys = TaskKeys.All };
        yield return query with { Keys = TaskKeys.Of("started", "header"), Sort = TaskSort.Parse("-label", "submitted"), Limit = 3 };
        yield return query with { Skip = 2, Limit = 2 };
    }

    private static string Texts(IEnumerable<TaskRow> rows) => string.Join('\n', rows);

    /// <summary>A database whose tasks nobody changes.</summary>
    public sealed class Sample(PostgresServer server) : IAsyncDisposable
    {
        private PostgresDb? _opened;

        internal PostgresServer Server => server;

        internal async Task<PostgresDb> OpenAsync()
        {
            if (_opened is not null)
            {
                return _opened;
            }

            var (connection, schema) = server.CreateSchema();
            _opened = await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema });
            await _opened.AddAsync(
            [
                new() { MsgId = "a", Queue = "x", Label = "x", Submitted = Day, Header = Document.Parse("""{"n": 1, "s": ["p"]}""") },
                new() { MsgId = "b", Queue = "y", Label = "x", Submitted = Day.AddMicroseconds(1), Header = Document.Parse("""{"n": 2}""") },
                new() { MsgId = "c", Queue = "x", Label = "y", Submitted = Day.AddDays(1), Metadata = Document.Empty },
                new() { MsgId = "d", Started = DateTime.MinValue, Content = Document.Parse("""{"$date": "2026-01-01T00:00:00Z"}""") },
                new() { MsgId = "e", Queue = "z", ResultBuffers = BufferList.Of([1, 2], []), Stdout = "é\n" },
            ]);
            return _opened;
        }

        public ValueTask DisposeAsync() => _opened?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
