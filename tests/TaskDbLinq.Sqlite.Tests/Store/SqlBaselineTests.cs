using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>The exact SQL of each operator over our own layout: values are parameters, and the filter is the store's.</summary>
public sealed class SqlBaselineTests(SqlBaselineTests.Layouts layouts) : IClassFixture<SqlBaselineTests.Layouts>
{
    [Theory]
    [MemberData(nameof(SqlBaselines.OnColumns), MemberType = typeof(SqlBaselines))]
    [MemberData(nameof(SqlBaselines.OnDictFields), MemberType = typeof(SqlBaselines))]
    public void Each_operator_is_one_condition(string filter, string where)
    {
        var sql = SqlOf(layouts.Ours, filter, ["msg_id"]);
        Assert.Equal($"""SELECT "t"."msg_id" FROM "tasks" AS "t" {where}""".Trim(), sql);
        Assert.True(sql == SqlOf(layouts.IPythons, filter, ["msg_id"]) || filter.Contains("header.a", StringComparison.Ordinal));
    }

    /// <summary>
    /// A file of IPython's may have a name twice, of which SQLite takes the first: such a text is left to our own reader.
    /// </summary>
    [Fact]
    public void In_IPythons_layout_a_name_that_comes_twice_is_left_to_our_reader() => Assert.Equal(
        """
        SELECT "t"."msg_id" FROM "tasks" AS "t" WHERE COALESCE(CASE WHEN NOT (glob('*\u00[2-7]*', "t"."header")) AND instr(substr("t"."header", instr("t"."header", '"a"') + 3), '"a"') = 0 AND json_type("t"."header", '$."a"') IS NOT NULL THEN 1 END, taskdb_match("t"."header", 'a', @Operand))
        """,
        SqlOf(layouts.IPythons, """{"header.a": {"$exists": true}}""", ["msg_id"]));

    [Theory]
    [MemberData(nameof(SqlBaselines.Documented), MemberType = typeof(SqlBaselines))]
    public void The_documented_queries(string filter, string[]? keys, string sql) => Assert.Equal(sql, SqlOf(layouts.Ours, filter, keys));

    /// <summary>An operator without a line in <see cref="SqlBaselines"/> fails here.</summary>
    [Fact]
    public void Each_operator_has_a_baseline()
    {
        var filters = SqlBaselines.OnColumns.Concat(SqlBaselines.OnDictFields).Select(row => row.Data.Item1);
        var shown = filters.SelectMany(filter => Names(DocumentJson.ParsePlain(filter))).ToHashSet();
        Assert.Equal([], OperatorTable.Conditions.Keys.Concat(OperatorTable.Filters.Keys).Except(shown));
    }

    /// <summary>What compares columns is dropped from the table as it would be by hand; for all else the view selects the ids.</summary>
    [Theory]
    [InlineData("{}", "DELETE FROM task AS \"t\"")]
    [InlineData(
        """{"engine_uuid": "a", "completed": {"$ne": null}}""",
        """DELETE FROM task AS "t" WHERE "t"."engine_uuid" = @Operand AND "t"."completed" IS NOT NULL""")]
    [InlineData(
        """{"buffers": null, "queue": "a"}""",
        """DELETE FROM task WHERE msg_id IN (SELECT "t"."msg_id" FROM "tasks" AS "t" WHERE "t"."buffers" IS NULL AND "t"."queue" = @Operand)""")]
    [InlineData(
        """{"$or": [{"queue": "a"}, {"label": "b"}]}""",
        """DELETE FROM task WHERE msg_id IN (SELECT "t"."msg_id" FROM "tasks" AS "t" WHERE "t"."queue" = @Operand OR "t"."label" = @Operand1)""")]
    public void A_drop_is_one_statement(string filter, string sql) =>
        Assert.Equal(sql, Normalised(layouts.Ours.ToDropSql(Filter.Parse(filter))));

    [Fact]
    public void Sort_skip_and_limit_are_the_stores()
    {
        var query = new TaskQuery
        {
            Filter = Filter.Parse("""{"client_uuid": "me"}"""),
            Keys = TaskKeys.Of("started"),
            Sort = TaskSort.Parse("started", "-submitted"),
            Skip = 3,
            Limit = 5,
        };
        Assert.Equal(
            """
            SELECT "t"."msg_id", "t"."started" FROM "tasks" AS "t" WHERE "t"."client_uuid" = @Operand ORDER BY "t"."started", "t"."submitted" DESC LIMIT @p1 + 0 OFFSET @p
            """,
            Normalised(layouts.Ours.ToSql(query)));
    }

    /// <summary>The text of the value is in the parameter only, however it tries to get out.</summary>
    [Fact]
    public void A_value_never_becomes_SQL() =>
        Assert.Equal(
            """
            SELECT "t"."msg_id" FROM "tasks" AS "t" WHERE "t"."queue" = @Operand AND taskdb_match("t"."header", 'a''); DROP TABLE tasks; --', @Operand2)
            """,
            SqlOf(layouts.Ours, """{"queue": "x' OR 1=1 --", "header.a'); DROP TABLE tasks; --": 1}""", ["msg_id"]));

    private static string SqlOf(SqliteDb db, string filter, string[]? keys) =>
        Normalised(db.ToSql(new TaskQuery { Filter = Filter.Parse(filter), Keys = TaskKeys.Of(keys) }));

    /// <summary>One line, without the header in which EF Core shows the parameters' values.</summary>
    private static string Normalised(string sql) =>
        string.Join(
            ' ',
            sql.Split('\n')
                .Where(line => !line.StartsWith(".param", StringComparison.Ordinal))
                .Select(line => line.Trim())
                .Where(line => line.Length > 0));

    private static IEnumerable<string> Names(DocumentValue value) => value switch
    {
        Document document => document.SelectMany(pair => Names(pair.Value).Prepend(pair.Key)),
        DocumentArray array => array.SelectMany(Names),
        _ => [],
    };

    /// <summary>A file of each layout.</summary>
    public sealed class Layouts : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-baselines");

        public SqliteDb Ours { get; private set; } = null!;

        public SqliteDb IPythons { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "ours.db"));
            IPythons = await SqliteDb.OpenAsync(Samples.V71);
        }

        public async ValueTask DisposeAsync()
        {
            await Ours.DisposeAsync();
            await IPythons.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }
}
