using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>Dict fields in LINQ: the index reads as C#, and runs in SQLite. Counts by json_extract in the sqlite3 program.</summary>
public sealed class DictFieldLinqTests
{
    [Fact]
    public async Task An_index_compares_with_a_string()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);

        // … WHERE json_extract(header, '$.msg_type') = 'apply_request'
        Assert.Equal(355, db.Tasks.Count(t => t.Header["msg_type"] == "apply_request"));
        Assert.Equal(64, db.Tasks.Count(t => t.Header["msg_type"] != "apply_request"));
    }

    [Fact]
    public async Task An_absent_dict_field_answers_with_nothing()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);

        // … GROUP BY json_extract(error, '$.ename')
        Assert.Equal(26, db.Tasks.Count(t => t.Error["ename"] == "ZeroDivisionError"));
        Assert.Equal(365, db.Tasks.Count(t => t.Error["ename"] == null));
        Assert.Equal(365, db.Tasks.Count(t => t.Error == null));
        Assert.Equal(54, db.Tasks.Count(t => t.Error != null));
    }

    [Fact]
    public async Task Numbers_and_paths_compare()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);

        // … WHERE json_extract(metadata, '$.retries') > 0, and … json_extract(metadata, '$.after[0]') IS NOT NULL
        Assert.Equal(23, db.Tasks.Count(t => t.Metadata["retries"] > 0));
        Assert.Equal(23, db.Tasks.Count(t => t.Metadata["retries"] == 2.0));
        Assert.Equal(16, db.Tasks.Count(t => t.Metadata["after"][0] != null));
    }

    [Fact]
    public async Task A_cast_value_is_grouped_and_ordered_in_SQL()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);
        var errors = db.Tasks
            .Where(t => t.Error != null)
            .GroupBy(t => (string?)t.Error["ename"])
            .Select(group => new { group.Key, Count = group.Count() })
            .OrderBy(group => group.Key)
            .ToList();
        Assert.Equal(
            [("RuntimeError", 8), ("ValueError", 20), ("ZeroDivisionError", 26)], errors.Select(group => (group.Key!, group.Count)));
    }

    [Fact]
    public async Task A_whole_dict_field_compares_by_value()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);
        var empty = Document.Empty;

        // … WHERE metadata = '{}'
        Assert.Equal(162, db.Tasks.Count(t => t.Metadata == empty));
        Assert.Equal(
            "apply_request",
            (string?)db.Tasks.Where(t => t.Header["msg_type"] == "apply_request").Select(t => t.Header["msg_type"]).First());
    }

    /// <summary>SQLite has no NaN: a number that is none compares with nothing, and is no error.</summary>
    [Fact]
    public async Task A_NaN_compares_with_nothing()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        await using (var db = await SqliteDb.OpenAsync(file))
        {
            await db.AddAsync(new TaskRecord { MsgId = "nan", Header = Document.Of(("n", double.NaN)) });
            await db.AddAsync(new TaskRecord { MsgId = "one", Header = Document.Of(("n", 1.5)) });
            Assert.Equal(["one"], db.Tasks.Where(t => (double?)t.Header["n"] >= 0).Select(t => t.MsgId));
            Assert.Equal(["one"], db.Tasks.Where(t => (double?)t.Header["n"] < 2).Select(t => t.MsgId));
        }

        File.Delete(file);
    }
}
