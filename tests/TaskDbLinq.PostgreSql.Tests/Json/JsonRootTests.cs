using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>The column as a whole, what is refused, changes that are saved, and the functions' own installation.</summary>
public sealed class JsonRootTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_column_may_hold_an_array_a_scalar_or_the_null_of_json()
    {
        using var store = new NoteStore(server, [.. new[] { """[{"b": 1}, 2]""", "3", "null", """{"b": 1}""", "[]" }.Select((json, id) => new Note
        {
            Id = id,
            Element = JsonDocument.Parse(json).RootElement,
            Json = JsonDocument.Parse(json),
            Node = JsonNode.Parse(json),
        })]);
        foreach (var (filter, expected) in new[]
        {
            ("""{"element.b":1}""", "0 3"), ("""{"element.0.b":1}""", "0"), ("""{"element":3}""", "1"), ("""{"element":2}""", "0"), ("""{"element":null}""", "2"),
            ("""{"element":{"$ne":null}}""", "0 1 3 4"), ("""{"element":{"$exists":true}}""", "0 1 3 4"), ("""{"element":{"$type":"array"}}""", "0 4"),
            ("""{"element":{"$type":"int"}}""", "0 1"), ("""{"json":{"$type":"null"}}""", "2"), ("""{"json.b":null}""", "1 2"), ("""{"node":{"$size":0}}""", "4"),
            ("""{"node.b":{"$exists":false}}""", "1 2 4"), ("""{"json":{"$gt":{}}}""", "0 3"), ("""{"element":{"$elemMatch":{"b":1}}}""", "0"), ("""{"doc":null}""", "0 1 2 3 4"),
        })
        {
            Assert.All(
                store.Ask(Filter.Parse(filter)),
                answer => Assert.Equal($"{filter} {answer.Place}: {expected}", $"{filter} {answer.Place}: {answer.Ids}"));
        }
    }

    [Theory]
    [InlineData("""{"doc.a":{"x":1,"y":2}}""", "doc.a", "the object has several names, and jsonb does not keep their order")]
    [InlineData("""{"doc.a":{"$in":[1,[{"x":1,"y":2}]]}}""", "doc.a.$in", "the object has several names")]
    [InlineData("""{"doc.a":{"$not":{"$gt":{"x":1}}}}""", "doc.a.$not.$gt", "jsonb does not keep the order of an object's names")]
    [InlineData("""{"doc.a":{"$lt":"x\u0000"}}""", "doc.a.$lt", "U+0000")]
    [InlineData("""{"doc.a":{"$regex":"(a)\\1"}}""", "doc.a.$regex", "a back reference at position 3")]
    [InlineData("""{"doc.a":{"$elemMatch":{"b":{"$in":["x\u0000"]}}}}""", "doc.a.$elemMatch.b.$in", "U+0000")]
    public void What_jsonb_can_not_decide_is_refused_by_path(string text, string path, string reason)
    {
        using var context = new NoteContext(Options(server.CreateDatabase()));
        var refusal = Assert.Throws<QueryException>(() => context.Notes.Where(Filter.Parse(text).ToExpression<Note>()).ToList());
        Assert.Equal(path, refusal.Problems[0].Path);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_row_holds_that_can_not_be_decided_is_refused_with_the_value()
    {
        using var store = new NoteStore(server, [Note.Of(1, "{}")]);
        var json = """{"at": {"$date": "2026-01-01T00:00:00"}, "n": {"$numberDouble": " 1"}, "x": 1, "y": {"a": 1}}""";
        store.Postgres.Database.ExecuteSql($"""UPDATE "Notes" SET "Json" = {json}::jsonb""");
        foreach (var (filter, reason) in new[] { ("""{"json.at":1}""", "is local time"), ("""{"json.n":{"$gt":1}}""", "does not read numbers") })
        {
            var query = store.Postgres.Notes.Where(Filter.Parse(filter).ToExpression<Note>());
            Assert.Contains(reason, Assert.Throws<PostgresException>(() => query.ToList()).MessageText, StringComparison.Ordinal);
        }

        Assert.Empty(store.Postgres.Notes.Where(Filter.ToExpression<Note>("""{"json.y":{"$lt":{}}}""")));
        Assert.Single(store.Postgres.Notes.Where(Filter.ToExpression<Note>("""{"json.x":1,"json.y":{"$gt":{}}}""")));
    }

    [Fact]
    public async Task Without_the_functions_the_message_says_what_to_call()
    {
        await using var context = new NoteContext(Options(server.CreateDatabase()));
        await context.Database.EnsureCreatedAsync(Cancel);
        var query = context.Notes.Where(Filter.ToExpression<Note>("""{"doc.a":{"$gt":1}}"""));
        Assert.Contains(
            "Call context.Database.EnsureJsonFunctions() once",
            Assert.Throws<InvalidOperationException>(() => query.ToList()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "EnsureJsonFunctions",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => query.ToListAsync(Cancel))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "EnsureJsonFunctions",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => query.ExecuteDeleteAsync(Cancel))).Message,
            StringComparison.Ordinal);
        await context.Database.EnsureJsonFunctionsAsync(Cancel);
        await context.Database.EnsureJsonFunctionsAsync(Cancel);
        Assert.Empty(await query.ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_change_inside_a_column_is_saved_and_kinds_of_numbers_are_kept()
    {
        using var store = new NoteStore(server, [Note.Of(1, """{"n": 1}""")]);
        foreach (var context in new[] { store.Postgres, store.Sqlite })
        {
            var note = await context.Notes.SingleAsync(Cancel);
            note.Object!["n"] = 2;
            note.Fields!["n"] = new List<object?>
            {
                1.0, 1e23, 5_000_000_000L, 1.5m, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Guid.Empty, double.NaN, null,
            };
            note.Doc = Document.Of(("big", 1e23), ("long", 1L), ("none", null));
            await context.SaveChangesAsync(Cancel);
            context.ChangeTracker.Clear();
            var again = await context.Notes.SingleAsync(Cancel);
            Assert.Equal("""{"n":2}""", again.Object!.ToJsonString());
            Assert.Equal(note.Fields["n"], again.Fields!["n"]);
            Assert.Equal(
                [DocumentKind.Double, DocumentKind.Int64, DocumentKind.Null],
                new[] { "big", "long", "none" }.Select(name => again.Doc![name].Kind));
            Assert.False(context.ChangeTracker.HasChanges());
            Assert.Equal(1, await context.Notes.CountAsync(Filter.ToExpression<Note>("""{"doc.big":{"$type":"double"},"doc.long":{"$type":"long"},"fields.n":{"$type":"decimal"},"object.n":2}"""), Cancel));
        }
    }

    [Fact]
    public async Task A_whole_question_filters_by_a_path_and_shows_the_column()
    {
        using var store = new NoteStore(server, [Note.Of(1, """{"a": {"b": 2}}"""), Note.Of(2, """{"a": 1}""")]);
        var question = FindQuery.Parse("""{"filter":{"json.a.b":{"$gt":1}},"projection":["id","json","doc"],"sort":"id","limit":5}""");
        foreach (var notes in new[] { store.Memory.AsQueryable(), store.Postgres.Notes.AsNoTracking(), store.Sqlite.Notes.AsNoTracking() })
        {
            var page = await notes.ToDocumentPageAsync(question, cancellationToken: Cancel);
            Assert.Equal("""{"id":1,"json":{"a":{"b":2}},"doc":{"a":{"b":2}}}""", JsonSerializer.Serialize(Assert.Single(page.Items)).Replace(" ", string.Empty, StringComparison.Ordinal));
        }

        var parts = FindQuery.Parse("""{"projection":["json.a"]}""");
        var refusal = Assert.Throws<QueryException>(() => store.Memory.AsQueryable().FindDocuments(parts).ToList());
        Assert.Contains("'json.a' leads into a value, which has no one field 'a'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_on_a_path_answers_equality_and_membership()
    {
        var database = server.CreateDatabase();
        await using var context = new NoteContext(Options(database));
        await context.Database.EnsureCreatedAsync(Cancel);
        var migration = new Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder(null);
        migration.AddJsonFunctions();
        migration.CreateJsonIndex("ix_user", "Notes", "Doc", "user.name");
        foreach (var operation in migration.Operations.Cast<Microsoft.EntityFrameworkCore.Migrations.Operations.SqlOperation>())
        {
            await Run(database, operation.Sql);
        }

        await Run(database, """INSERT INTO "Notes" ("Id", "Element", "Doc") SELECT i, 'null', jsonb_build_object('user', jsonb_build_array(jsonb_build_object('name', 'u' || i))) FROM generate_series(1, 500) AS i""");
        await Run(database, "ANALYZE \"Notes\"");
        foreach (var filter in new[] { """{"doc.user.name":"u77"}""", """{"doc.user.name":{"$in":["u77","x"]}}""", """{"doc.user.name":{"$eq":"u77"},"doc.user.0.name":{"$gt":"u"}}""" })
        {
            var query = context.Notes.Where(Filter.ToExpression<Note>(filter)).Select(note => note.Id);
            Assert.Equal([77], query);
            Assert.Contains("Bitmap Index Scan on ix_user", await ExplainAsync(context, query), StringComparison.Ordinal);
        }

        migration = new Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder(null);
        migration.DropJsonFunctions();
        await Run(
            database,
            Assert.IsType<Microsoft.EntityFrameworkCore.Migrations.Operations.SqlOperation>(Assert.Single(migration.Operations)).Sql);
        Assert.Throws<InvalidOperationException>(() => context.Notes.Count(Filter.ToExpression<Note>("""{"doc.user.name":"u77"}""")));
    }

    private static async Task<string> ExplainAsync(NoteContext context, IQueryable<int> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN " + command.CommandText;
        await context.Database.OpenConnectionAsync(Cancel);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var plan = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            plan.Add(reader.GetString(0));
        }

        return string.Join('\n', plan);
    }

    private static async Task Run(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static DbContextOptions Options(string database) => new DbContextOptionsBuilder().UseNpgsql(database).UseMongoQueries().Options;
}
