namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>The four queries of IPython's documentation, as a dictionary and as LINQ, over the 7.1 sample.</summary>
/// <remarks>The answers were counted with the sqlite3 program; the SQL stands beside each.</remarks>
public sealed class DocumentationExamples
{
    private const string Me = "c5887650-13e553a039843a8793b183f5";

    /// <summary>The documentation's "an hour ago", in the middle of the sample's work.</summary>
    private static readonly DateTime HourAgo = new(2026, 11, 23, 20, 20, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Not_completed_ids_and_start_time_only()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var rows = db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]);

        // SELECT count(*) FROM "ipython-tasks" WHERE completed IS NULL
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(["msg_id", "started"], row.Keys));
        Assert.Equal(10, db.Tasks.Count(t => t.Completed == null));
    }
}
