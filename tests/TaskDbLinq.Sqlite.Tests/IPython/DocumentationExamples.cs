namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>The four queries of IPython's documentation, as a dictionary and as LINQ, over the 7.1 sample.</summary>
/// <remarks>The answers were counted with the sqlite3 program; the SQL stands beside each.</remarks>
public sealed class DocumentationExamples
{
    private const string Me = "c5887650-13e553a039843a8793b183f5";

    /// <summary>The documentation's "an hour ago", put into the two seconds in which the sample's tasks ran.</summary>
    private static readonly DateTime HourAgo = new(2026, 11, 23, 20, 19, 57, DateTimeKind.Utc);

    [Fact]
    public async Task Not_completed_ids_and_start_time_only()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var rows = db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]);

        // SELECT count(*) FROM "ipython-tasks" WHERE completed IS NULL
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(["msg_id", "started"], row.Keys));
        Assert.Contains("b02e7b21-0bdb1fe319bb12446b90223a_13351_117", rows.Select(row => row["msg_id"]));
        Assert.Equal(10, db.Tasks.Where(t => t.Completed == null).Select(t => new { t.MsgId, t.Started }).ToList().Count);
    }

    [Fact]
    public async Task Started_in_the_last_hour_by_me()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var (hourAgo, me) = (HourAgo, Me);
        var filter = new Dictionary<string, object?>
        {
            ["started"] = new Dictionary<string, object?> { ["$gte"] = hourAgo },
            ["client_uuid"] = me,
        };

        // … WHERE started >= '2026-11-23T20:19:57.000000+00:00' AND client_uuid = me
        Assert.Equal(93, db.DbQuery(filter).Count);
        Assert.Equal(93, db.Tasks.Where(t => t.Started >= hourAgo && t.ClientUuid == me).ToList().Count);

        // The same moment as local time, as datetime.now() gives it.
        var local = hourAgo.ToLocalTime();
        Assert.Equal(93, db.Tasks.Count(t => t.Started >= local && t.ClientUuid == me));
    }

    [Fact]
    public async Task Started_more_than_an_hour_ago_by_others()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var (hourAgo, me) = (HourAgo, Me);
        var filter = new Dictionary<string, object?>
        {
            ["started"] = new Dictionary<string, object?> { ["$le"] = hourAgo },
            ["client_uuid"] = new Dictionary<string, object?> { ["$ne"] = me },
        };

        // … WHERE started < '2026-11-23T20:19:57.000000+00:00' AND client_uuid IS NOT me
        Assert.Equal(76, db.DbQuery(filter).Count);
        Assert.Equal(76, db.Tasks.Count(t => t.Started < hourAgo && t.ClientUuid != me));
    }

    [Fact]
    public async Task Result_headers_for_engines_3_or_4()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        string[] uuids = ["53e5a9a0-95524cb4095edd505cfbaa14", "a862ecce-fa4c8b95a815ffd277a0439e"];
        var filter = new Dictionary<string, object?> { ["engine_uuid"] = new Dictionary<string, object?> { ["$in"] = uuids } };
        var rows = db.DbQuery(filter, "result_header");

        // … WHERE engine_uuid IN (…)
        Assert.Equal(201, rows.Count);
        Assert.All(rows, row => Assert.Equal(["msg_id", "result_header"], row.Keys));
        Assert.Equal(201, db.Tasks.Where(t => uuids.Contains(t.EngineUuid)).Select(t => t.ResultHeader).ToList().Count);
    }
}
