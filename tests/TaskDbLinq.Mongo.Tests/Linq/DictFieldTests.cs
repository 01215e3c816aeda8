using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Specification;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Tests.Linq;

/// <summary>
/// Dict fields, nulls and what can't be run, in LINQ over the tasks; the answers are worked out by hand from the sample tasks.
/// </summary>
public class DictFieldTests(MongoFixture fixture) : TaskDbSpecification(fixture), IClassFixture<MongoFixture>
{
    [Fact]
    public async Task Dict_fields_are_projected_ordered_and_grouped_in_the_server()
    {
        var db = await SampleDatabaseAsync();
        var row = db.Tasks.Where(t => t.MsgId == "t3")
            .Select(
                t => new
                {
                    Type = (string?)t.Header["msg_type"],
                    Number = (int?)t.Header["n"],
                    Value = t.Header["n"],
                    None = t.Header["no"],
                })
            .Single();
        Assert.Equal(("apply_request", 3), (row.Type, row.Number));
        Assert.Equal((DocumentValue)3, row.Value);
        Assert.True(row.None == null);

        Assert.Equal("t9 t8 t7", InOrder(db.Tasks.OrderByDescending(t => (int?)t.Header["n"]).Take(3)));
        var types = db.Tasks.GroupBy(t => (string?)t.Header["msg_type"])
            .Select(g => new { g.Key, Count = g.Count(), Mean = g.Average(t => (double?)t.Header["n"]), Last = g.Max(t => t.Submitted) })
            .ToList();
        Assert.Equal(
            [("apply_request", 6, 5.0, 9), ("execute_request", 4, 3.75, 8)],
            types.OrderBy(type => type.Key, StringComparer.Ordinal)
                .Select(type => (type.Key!, type.Count, type.Mean!.Value, (type.Last!.Value - Samples.Start).Minutes)));
        Assert.Equal(9, db.Tasks.Max(t => (int?)t.Header["n"]));
        Assert.Equal(45, db.Tasks.Sum(t => (int?)t.Header["n"]));
        Assert.Equal(["apply_request", "execute_request"], db.Tasks.Select(t => (string?)t.Header["msg_type"]).Distinct().ToList().Order());
    }

    [Fact]
    public async Task Whole_dict_fields_and_buffers_are_projected()
    {
        var db = await SampleDatabaseAsync();
        var row = db.Tasks.Where(t => t.MsgId == "t3").Select(t => new { t.Header, t.Error, t.ResultHeader, t.Buffers }).Single();
        Assert.Equal((Samples.Tasks[3].Header, Samples.Tasks[3].Error), (row.Header, row.Error));
        Assert.True(row.ResultHeader == null);
        Assert.Equal(100, row.Buffers.TotalBytes);
        Assert.Equal(Samples.Tasks[3].Header, db.Tasks.Where(t => t.MsgId == "t3").Select(t => t.Header).Single());
    }

    [Fact]
    public async Task Null_in_a_projection_means_what_it_means_in_csharp()
    {
        var db = await SampleDatabaseAsync();

        // As in data of ipyparallel 7, which knows no labels.
        await ((MongoFixture)Fixture).Documents(db).UpdateManyAsync("{ msg_id: 't0' }", "{ $unset: { label: 1 } }");
        Assert.Equal(["t0"], db.Tasks.Where(t => t.Label == null).Select(t => t.MsgId).ToList());
        var rows = db.Tasks.OrderBy(t => t.MsgId)
            .Select(t => new { NoLabel = t.Label == null, Pending = t.Completed == null, NoError = t.Error == null, t.Label })
            .ToList();
        Assert.Equal([0], rows.Index().Where(row => row.Item.NoLabel).Select(row => row.Index));
        Assert.Equal([4, 5, 6, 9], rows.Index().Where(row => row.Item.Pending).Select(row => row.Index));
        Assert.Equal([3], rows.Index().Where(row => !row.Item.NoError).Select(row => row.Index));
        Assert.Null(rows[0].Label);
        Assert.Equal(
            [0, 1, 2, 3, 8],
            db.Tasks.OrderBy(t => t.MsgId)
                .Select(t => t.Completed > t.Started)
                .ToList()
                .Index()
                .Where(row => row.Item)
                .Select(row => row.Index));
    }

    [Fact]
    public async Task A_part_that_is_no_filter_is_run_beside_the_parts_that_are()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t0 t1 t8", Ids(db.Tasks.Where(t => t.Completed > t.Started && t.Header["msg_type"] == "execute_request")));
        Assert.Equal("t8", Ids(db.Tasks.Where(t => t.Header["n"] > 3 && t.Stdout!.Length > 6)));
    }

    [Fact]
    public async Task Sequences_are_counted_and_paged_in_the_server_after_grouping_too()
    {
        var db = await SampleDatabaseAsync();
        var busiest = db.Tasks.GroupBy(t => t.EngineUuid)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(row => row.Count)
            .First();
        Assert.Equal(("e1", 4), (busiest.Key, busiest.Count));
        Assert.Equal(4, db.Tasks.GroupBy(t => t.EngineUuid).Count());
        Assert.Equal(2, db.Tasks.GroupBy(t => t.Queue).Select(g => g.Key).Count());
    }

    [Fact]
    public async Task What_the_server_cant_run_is_one_error_that_names_it()
    {
        var db = await SampleDatabaseAsync();
        Refused(() => db.Tasks.Where(t => Twice(t.MsgId) == "x").ToList(), "Twice");
        Refused(() => db.Tasks.Select(t => Twice(t.MsgId)).Count(), "Twice");
        Refused(() => db.Tasks.OrderBy(t => Twice(t.MsgId)).First(), "Twice");
        Refused(() => db.Tasks.Aggregate((a, b) => a), "Aggregate");
        Refused(() => db.Tasks.Where(t => t.Buffers.Count > 3).ToList(), "Buffers");
        await Assert.ThrowsAsync<QueryException>(async () =>
        {
            await foreach (var task in db.Tasks.Where(t => Twice(t.MsgId) == "x").Async())
            {
                Assert.Fail(task.MsgId);
            }
        });
    }

    /// <summary>
    /// The driver sends bytes of subtype 02 as subtype 00 where it writes the expression itself: another value, so refused.
    /// </summary>
    [Fact]
    public async Task Bytes_of_subtype_02_are_asked_for_by_filters_only()
    {
        var db = await DatabaseAsync();
        Document[] headers = [Header(2), Header(0)];
        await db.AddAsync(new TaskRecord { MsgId = "old", Header = headers[0] }, Cancel);
        await db.AddAsync(new TaskRecord { MsgId = "usual", Header = headers[1] }, Cancel);
        var (old, usual) = (headers[0]["b"], headers[1]["b"]);
        Assert.Equal("old", Ids(db.Tasks.Where(t => t.Header["b"] == old)));
        Assert.Equal("usual", Ids(db.Tasks.Where(t => t.Header["b"] == usual)));
        Assert.Equal(headers, db.Tasks.OrderBy(t => t.MsgId).Select(t => t.Header).ToList());
        Assert.Equal([old, usual], db.Tasks.OrderBy(t => t.MsgId).Select(t => t.Header["b"]).ToList());
        Assert.Equal(2, db.Tasks.GroupBy(t => t.Header["b"]).Count());
        Refused(() => db.Tasks.Select(t => new { t.MsgId, Same = t.Header["b"] == old }).ToList(), "subtype 02");
        Refused(() => db.Tasks.GroupBy(t => t.Header["b"] == old).Select(g => g.Count()).ToList(), "subtype 02");

        static Document Header(byte subtype) =>
            JsonSerializer.Deserialize<Document>($"{{\"b\": {{\"$binary\": {{\"base64\": \"AAEC\", \"subType\": \"0{subtype}\"}}}}}}")!;
    }

    private static string Twice(string text) => text + text;

    private static void Refused(Func<object?> run, string part) =>
        Assert.Contains(part, Assert.Throws<QueryException>(run).Message, StringComparison.Ordinal);
}
