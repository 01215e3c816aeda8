using TaskDbLinq.Queries;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>The exact SQL of each operator: values are parameters, and the filter is the store's.</summary>
public sealed class SqlBaselineTests
{
    /// <summary>SQLite's JSON functions tell where they can; our evaluator is asked where they gave NULL.</summary>
    private const string NativeEquality =
        """
        COALESCE(CASE json_type(@Operand, '$."$eq"') WHEN 'text' THEN CASE WHEN instr(@Operand, '\u') = 0 THEN CASE json_type("t"."header", '$."msg_type"') WHEN 'text' THEN CASE WHEN instr("t"."header", '\u') = 0 THEN json_extract("t"."header", '$."msg_type"') = json_extract(@Operand, '$."$eq"') END WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'null' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END END WHEN 'integer' THEN CASE json_type("t"."header", '$."msg_type"') WHEN 'integer' THEN CASE WHEN typeof(json_extract("t"."header", '$."msg_type"')) = 'integer' AND typeof(json_extract(@Operand, '$."$eq"')) = 'integer' THEN json_extract("t"."header", '$."msg_type"') = json_extract(@Operand, '$."$eq"') END WHEN 'text' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END WHEN 'null' THEN CASE json_type("t"."header", '$."msg_type"') WHEN 'text' THEN 0 WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END END, taskdb_match("t"."header", 'msg_type', @Operand))
        """;

    private const string Me = "c5887650-13e553a039843a8793b183f5";

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"completed": null}""", """WHERE "t"."completed" IS NULL""")]
    [InlineData("""{"completed": {"$eq": null}}""", """WHERE "t"."completed" IS NULL""")]
    [InlineData("""{"completed": {"$ne": null}}""", """WHERE "t"."completed" IS NOT NULL""")]
    [InlineData("""{"completed": {"$gte": null}}""", """WHERE "t"."completed" IS NULL""")]
    [InlineData("""{"completed": {"$gt": null}}""", """WHERE 0""")]
    [InlineData("""{"error": {"$ne": null}}""", """WHERE "t"."error" IS NOT NULL""")]
    [InlineData("""{"queue": "mux"}""", """WHERE "t"."queue" = @Operand""")]
    [InlineData("""{"queue": {"$eq": "mux"}}""", """WHERE "t"."queue" = @Operand""")]
    [InlineData("""{"queue": {"$ne": "mux"}}""", """WHERE "t"."queue" <> @Operand OR "t"."queue" IS NULL""")]
    [InlineData("""{"queue": {"$gt": "mux"}}""", """WHERE "t"."queue" > @Operand""")]
    [InlineData("""{"queue": {"$ge": "mux"}}""", """WHERE "t"."queue" > @Operand""")]
    [InlineData("""{"queue": {"$gte": "mux"}}""", """WHERE "t"."queue" >= @Operand""")]
    [InlineData("""{"queue": {"$lt": "mux"}}""", """WHERE "t"."queue" < @Operand""")]
    [InlineData("""{"queue": {"$le": "mux"}}""", """WHERE "t"."queue" < @Operand""")]
    [InlineData("""{"queue": {"$lte": "mux"}}""", """WHERE "t"."queue" <= @Operand""")]
    [InlineData("""{"started": {"$gte": "2026-11-23T20:00:00Z", "$lt": "2026-11-23T21:00:00Z"}}""", """WHERE "t"."started" >= @Operand AND "t"."started" < @Operand1""")]
    [InlineData("""{"started": {"$not": {"$gte": "2026-11-23T20:00:00Z"}}}""", """WHERE CASE WHEN "t"."started" >= @Operand THEN 0 ELSE 1 END""")]
    [InlineData("""{"queue": {"$in": ["mux", "task"]}}""", """WHERE "t"."queue" IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" )""")]
    [InlineData("""{"queue": {"$in": ["mux", null]}}""", """WHERE "t"."queue" IS NULL OR "t"."queue" IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" )""")]
    [InlineData("""{"queue": {"$in": []}}""", """WHERE 0""")]
    [InlineData("""{"queue": {"$nin": ["mux"]}}""", """WHERE "t"."queue" NOT IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" ) OR "t"."queue" IS NULL""")]
    [InlineData("""{"queue": {"$nin": []}}""", "")]
    [InlineData("""{"queue": {"$exists": true}}""", """WHERE "t"."queue" IS NOT NULL""")]
    [InlineData("""{"started": {"$type": "date"}}""", """WHERE "t"."started" IS NOT NULL""")]
    [InlineData("""{"stdout": {"$regex": "a"}}""", """WHERE taskdb_regex(@Operand, "t"."stdout")""")]
    [InlineData("""{"stdout": {"$glob": "a*"}}""", """WHERE taskdb_regex(@Operand, "t"."stdout")""")]
    [InlineData("""{"header.msg_type": {"$in": ["apply_request"]}}""", """WHERE taskdb_match("t"."header", 'msg_type', @Operand)""")]
    [InlineData("""{"header.msg_type": {"$exists": true}}""", """WHERE COALESCE(CASE WHEN json_type("t"."header", '$."msg_type"') IS NOT NULL THEN json_extract(@Operand, '$."$exists"') END, taskdb_match("t"."header", 'msg_type', @Operand))""")]
    [InlineData("""{"header.msg_type": "apply_request"}""", "WHERE " + NativeEquality)]
    [InlineData("""{"header.msg_type": {"$ne": "apply_request"}}""", "WHERE NOT (" + NativeEquality + ")")]
    [InlineData("""{"metadata.after": {"$size": 2}}""", """WHERE taskdb_match("t"."metadata", 'after', @Operand)""")]
    [InlineData("""{"$or": [{"queue": "mux"}, {"completed": null}]}""", """WHERE "t"."queue" = @Operand OR "t"."completed" IS NULL""")]
    public async Task Each_operator_is_one_condition(string filter, string where)
    {
        var sql = await SqlOf(filter, ["msg_id"]);
        Assert.Equal($"""SELECT "t"."msg_id" FROM "tasks" AS "t" {where}""".Trim(), sql);
    }

    [Fact]
    public async Task The_buffers_are_not_among_the_default_columns()
    {
        var sql = await SqlOf("{}", null);
        Assert.Equal(
            """
            SELECT "t"."msg_id", "t"."header", "t"."metadata", "t"."content", "t"."submitted", "t"."client_uuid", "t"."engine_uuid", "t"."started", "t"."completed", "t"."resubmitted", "t"."received", "t"."result_header", "t"."result_metadata", "t"."result_content", "t"."queue", "t"."execute_input", "t"."execute_result", "t"."error", "t"."stdout", "t"."stderr", "t"."label" FROM "tasks" AS "t"
            """,
            sql);
    }

    [Fact]
    public async Task Sort_skip_and_limit_are_the_stores()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);
        var query = new TaskQuery
        {
            Filter = MongoQuery.Parse($$"""{"client_uuid": "{{Me}}"}"""),
            Keys = TaskKeys.Of("started"),
            Sort = TaskSort.Parse("started", "-submitted"),
            Skip = 3,
            Limit = 5,
        };
        Assert.Equal(
            """
            SELECT "t"."msg_id", "t"."started" FROM "tasks" AS "t" WHERE "t"."client_uuid" = @Operand ORDER BY "t"."started", "t"."submitted" DESC LIMIT @p2 OFFSET @p
            """,
            Normalised(db.ToSql(query)));
    }

    /// <summary>The text of the value is in the parameter only, however it tries to get out.</summary>
    [Fact]
    public async Task A_value_never_becomes_SQL()
    {
        var sql = await SqlOf("""{"queue": "x' OR 1=1 --", "header.a'); DROP TABLE tasks; --": 1}""", ["msg_id"]);
        Assert.Equal(
            """
            SELECT "t"."msg_id" FROM "tasks" AS "t" WHERE "t"."queue" = @Operand AND taskdb_match("t"."header", 'a''); DROP TABLE tasks; --', @Operand1)
            """,
            sql);
    }

    private static async Task<string> SqlOf(string filter, string[]? keys)
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);
        return Normalised(db.ToSql(new TaskQuery { Filter = MongoQuery.Parse(filter), Keys = TaskKeys.Of(keys) }));
    }

    /// <summary>One line, without the header in which EF Core shows the parameters' values.</summary>
    private static string Normalised(string sql) =>
        string.Join(' ', sql.Split('\n').Where(line => !line.StartsWith(".param", StringComparison.Ordinal)).Select(line => line.Trim()).Where(line => line.Length > 0));
}
