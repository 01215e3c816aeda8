using System.Globalization;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Tests;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>
/// What is written without EF Core is what EF Core writes, the names of parameters aside: names and types of columns, null, order and
/// pages are those of its model.
/// </summary>
public sealed partial class ColumnStatementTests(SqlBaselineTests.Layouts layouts) : IClassFixture<SqlBaselineTests.Layouts>
{
    private static readonly string[] Texts = ["msg_id", "queue", "client_uuid", "engine_uuid", "resubmitted", "stdout"];
    private static readonly string[] Timestamps = ["submitted", "started", "completed", "received"];
    private static readonly string[] Comparisons = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"];

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"msg_id": "a"}""")]
    [InlineData("""{"msg_id": {"$ne": "a"}}""")]
    [InlineData("""{"completed": null}""")]
    [InlineData("""{"completed": {"$ne": null}}""")]
    [InlineData("""{"header": {"$exists": true}, "error": null}""")]
    [InlineData("""{"started": {"$gte": "2026-11-23T20:19:57Z"}, "client_uuid": "me"}""")]
    [InlineData("""{"started": {"$lt": "2026-11-23T20:19:57Z"}, "client_uuid": {"$ne": "me"}}""")]
    [InlineData("""{"engine_uuid": {"$in": ["a", "b"]}, "queue": {"$in": ["c"]}, "label": {"$in": ["d", "e"]}}""")]
    [InlineData("""{"submitted": {"$gte": "2026-11-23T20:19:57Z", "$lt": "2026-11-24T20:19:57Z"}, "queue": {"$gt": "m"}}""")]
    public void The_usual_questions_need_no_EF_Core(string filter)
    {
        foreach (var db in (SqliteDb[])[layouts.Ours, layouts.IPythons])
        {
            AssertSame(db, new TaskQuery { Filter = Filter.Parse(filter) });
            AssertSame(db, new TaskQuery { Filter = Filter.Parse(filter), Keys = TaskKeys.Of("buffers", "started"), Skip = 3 });
            AssertSame(db, new TaskQuery { Filter = Filter.Parse(filter), Sort = TaskSort.Parse("started", "-msg_id"), Limit = 5 });
            AssertSame(db, new TaskQuery { Filter = Filter.Parse(filter), Sort = TaskSort.Parse("-queue"), Skip = 1, Limit = 2 });
        }
    }

    [Theory]
    [InlineData("""{"header.a": 1}""")]
    [InlineData("""{"$or": [{"queue": "a"}, {"queue": "b"}]}""")]
    [InlineData("""{"stdout": {"$regex": "a"}}""")]
    [InlineData("""{"started": {"$not": {"$gte": "2026-11-23T20:00:00Z"}}}""")]
    [InlineData("""{"queue": {"$in": []}}""")]
    [InlineData("""{"$and": [{"queue": {"$ne": "a"}}, {"queue": {"$ne": "b"}}]}""")]
    public void What_is_more_than_comparisons_of_columns_is_left_to_EF_Core(string filter) =>
        Assert.Null(Write(new TaskQuery { Filter = Filter.Parse(filter) }));

    [Fact]
    public void Random_conjunctions()
    {
        var written = 0;
        RandomCases.Run(
            200,
            seed =>
            {
                var random = new Random(seed);
                var query = new TaskQuery
                {
                    Filter = Filter.Parse(
                        $"{{\"$and\": [{string.Join(", ", Enumerable.Range(0, random.Next(1, 5)).Select(at => Part(random, at)))}]}}"),
                    Keys = TaskKeys.Of("msg_id"),
                };
                if (Write(query) is not null)
                {
                    written++;
                    AssertSame(layouts.Ours, query);
                }
            });
        Assert.InRange(written, 50, 200);
    }

    private static string Part(Random random, int at)
    {
        if (random.Next(5) == 0)
        {
            return $$"""{"{{random.GetItems(Texts, 1)[0]}}": {"{{(random.Next(2) == 0 ? "$in" : "$nin")}}": ["x{{at}}", "y{{at}}"] } }""";
        }

        var isText = random.Next(2) == 0;
        var name = random.GetItems(isText ? Texts : Timestamps, 1)[0];
        var value = random.Next(5) == 0 ? "null" : isText ? $"\"v{at}\"" : $"\"2026-11-0{at + 1}T00:00:00Z\"";
        return $$"""{"{{name}}": {"{{random.GetItems(Comparisons, 1)[0]}}": {{value}} } }""";
    }

    private static string? Write(TaskQuery query) => ColumnStatement.TryWrite(query)?.Sql;

    private static void AssertSame(SqliteDb db, TaskQuery query)
    {
        Assert.NotNull(Write(query));
        Assert.Equal(WithoutNames(db.ToSqlByEntityFramework(query)), WithoutNames(db.ToSql(query)));
    }

    /// <summary><c>{ "a" = @Operand AND "b" = @p2 => "a" = @0 AND "b" = @1 }</c>: a name only says which one it is.</summary>
    private static string WithoutNames(string sql)
    {
        var names = new List<string>();
        return Parameter().Replace(sql, name =>
        {
            if (!names.Contains(name.Value))
            {
                names.Add(name.Value);
            }

            return string.Create(CultureInfo.InvariantCulture, $"@{names.IndexOf(name.Value)}");
        });
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
