using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>
/// The order by what is inside of a JSON column, in memory, in SQLite and in PostgreSQL. The answers are MongoDB's: an array counts as its
/// least element, or as its greatest where the order descends; an empty one is below null, and null is what is missing.
/// </summary>
public sealed class JsonOrderTests(PostgresServer server)
{
    private static readonly FindOptions ById = FindOptions.Default with { Key = "id" };

    private static readonly string[] Columns = ["doc", "json", "node", "object", "fields", "element"];

    private static readonly string?[] Documents =
    [
        null,
        """{"v": 2}""",
        """{"v": [9, 1]}""",
        """{"v": []}""",
        """{"v": {"$date": "2026-01-01T00:00:00Z"}}""",
        """{"v": "a", "w": [[3, 4], {"x": 5}]}""",
        """{"v": "B", "w": [[1, 9], {"x": [8, 2]}]}""",
        """{"v": true, "w": [[], {}]}""",
        """{"v": {"a": 1}, "w": {"0": 7, "1": {"x": 3}}}""",
        """{"v": -1.5}""",
        """{"v": {"$numberDouble": "NaN"}}""",
        """{"v": 9007199254740993}""",
        """{"v": 9007199254740992.0}""",
        """{"v": ["z", [2]]}""",
        """{"v": {"$uuid": "00000000-0000-0000-0000-000000000001"}}""",
        """{"v": {}}""",
        """{"v": {"$numberDouble": "-Infinity"}}""",
        """{"v": {"$numberDouble": "-9.2233720368547758E+18"}}""",
    ];

    [Theory]
    [InlineData("v,id", "3 0 10 16 17 9 2 1 12 11 6 5 13 15 8 14 7 4")]
    [InlineData("-v,-id", "4 7 14 13 8 15 5 6 11 12 2 1 9 17 16 10 0 3")]
    [InlineData("w.0,id", "7 0 1 2 3 4 9 10 11 12 13 14 15 16 17 8 6 5")]
    [InlineData("-w.0,id", "5 6 8 0 1 2 3 4 9 10 11 12 13 14 15 16 17 7")]
    [InlineData("w.0.1,id", "0 1 2 3 4 7 8 9 10 11 12 13 14 15 16 17 5 6")]
    [InlineData("w.1.x,id", "0 1 2 3 4 7 9 10 11 12 13 14 15 16 17 6 8 5")]
    [InlineData("-w.1.x,id", "6 5 8 0 1 2 3 4 7 9 10 11 12 13 14 15 16 17")]
    [InlineData("-w.x,v,id", "6 5 3 0 10 16 17 9 2 1 12 11 13 15 8 14 7 4")]
    public async Task Every_store_has_the_order_and_its_pages(string sort, string expected)
    {
        using var store = new NoteStore(server, [.. Documents.Select((json, id) => Note.Of(id, json))]);
        foreach (var column in sort == "v,id" ? Columns : ["doc"])
        {
            string[] keys = [.. sort.Split(',').Select(key => key.EndsWith("id", StringComparison.Ordinal) ? key
                : key[0] == '-' ? $"-{column}.{key[1..]}" : $"{column}.{key}")];
            var query = FindQuery.Parse($$"""{"sort": "{{string.Join(',', keys)}}"}""");
            foreach (var (name, notes) in Places(store))
            {
                var found = string.Join(' ', notes.FindBy(query, ById).Select(note => note.Id).ToList());
                Assert.Equal($"{name} {column}: {expected}", $"{name} {column}: {found}");
                if (column == "doc")
                {
                    Assert.Equal($"{name}: {expected}", $"{name}: {string.Join(' ', await PagesAsync(notes, query with { Limit = 5 }))}");
                }
            }
        }
    }

    /// <summary>A <c>jsonb</c> has no order of names, so that two objects of several names have none.</summary>
    [Fact]
    public void An_order_that_an_object_of_several_names_decides_is_refused()
    {
        using var store = new NoteStore(
            server, [Note.Of(1, """{"v": {"b": 1, "a": 2}}"""), Note.Of(2, """{"v": [5, {"b": 1, "a": 2}]}""")]);
        var ascending = FindQuery.Parse("""{"sort": "doc.v"}""");
        var fault = Assert.Throws<PostgresException>(() => store.Postgres.Notes.FindBy(ascending).ToList());
        Assert.Equal("TDL01", fault.SqlState);
        Assert.StartsWith("jsonb does not keep the order of an object's names", fault.MessageText, StringComparison.Ordinal);
        var number = FindQuery.Parse("""{"filter": {"id": 2}, "sort": "doc.v"}""");
        Assert.Equal(2, Assert.Single(store.Postgres.Notes.FindBy(number).ToList()).Id);
    }

    /// <summary>What PostgreSQL orders by can be in an index.</summary>
    [Fact]
    public void An_index_has_the_order()
    {
        using var store = new NoteStore(server, [.. Enumerable.Range(0, 40).Select(id => Note.Of(id, $$"""{"v": {{id * 7 % 40}} }"""))]);
        store.Postgres.Database.ExecuteSqlRaw("""CREATE INDEX ON "Notes" (taskdblinq_v1.sort_key("Doc", 'v', false)); ANALYZE "Notes";""");
        var query = store.Postgres.Notes.FindBy(FindQuery.Parse("""{"sort": "doc.v", "limit": 2}""")).Select(note => note.Id);
        using var connection = new NpgsqlConnection(store.Postgres.Database.GetConnectionString());
        connection.Open();
        var sql = query.ToQueryString().Replace("@p", "2", StringComparison.Ordinal);
        using var explain = new NpgsqlCommand($"SET enable_seqscan = off; EXPLAIN {sql}", connection);
        using var plan = explain.ExecuteReader();
        Assert.True(plan.Read());
        Assert.True(plan.Read());
        Assert.Contains("Index Scan", plan.GetString(0), StringComparison.Ordinal);
        Assert.Equal([0, 23], query.ToList());
    }

    private static IEnumerable<(string Name, IQueryable<Note> Notes)> Places(NoteStore store) =>
    [
        ("memory", store.Memory.AsQueryable()),
        ("SQLite", store.Sqlite.Notes.AsNoTracking()),
        ("PostgreSQL", store.Postgres.Notes.AsNoTracking()),
    ];

    private static async Task<List<int>> PagesAsync(IQueryable<Note> notes, FindQuery query)
    {
        var (found, after) = (new List<int>(), (string?)null);
        do
        {
            var page = await notes.ToPageAsync(
                query with { After = after }, options: ById, cancellationToken: TestContext.Current.CancellationToken);
            found.AddRange(page.Items.Select(note => note.Id));
            after = page.Next;
        }
        while (after is not null && found.Count <= Documents.Length);
        return found;
    }
}
