using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Tests;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Linq;

/// <summary>LINQ whose shape has a statement of its own, beside the same query run by EF Core.</summary>
public sealed class LinqPlanTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-linq");
    private SqliteDb _db = null!;

    private IQueryable<TaskRecord> Tasks => _db.Tasks;

    public async ValueTask InitializeAsync()
    {
        _db = await SqliteDb.OpenAsync(
            Path.Combine(_folder.FullName, "linq.db"), new SqliteDbOptions { Durability = SqliteDurability.Normal });
        await _db.WriteAsync(TaskBatch.Add(RandomLinq.Tasks));
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void What_selects_orders_pages_and_reads_fields_has_a_statement_of_its_own()
    {
        var (id, since, ids, name) = ("t1", RandomLinq.Start, new[] { "t1", "t2" }, "msg_type");
        Assert.True(_db.IsPlanned(Tasks));
        Assert.True(_db.IsPlanned(Tasks.Where(t => t.MsgId == id)));
        Assert.True(_db.IsPlanned(Tasks.Where(t => t.Completed == null).Select(t => new { t.MsgId, t.Started })));
        Assert.True(
            _db.IsPlanned(
                Tasks.Where(t => t.Started >= since && t.ClientUuid != "c1")
                    .OrderBy(t => t.Started)
                    .ThenByDescending(t => t.MsgId)
                    .Skip(1)
                    .Take(5)));
        Assert.True(_db.IsPlanned(Tasks.Where(t => ids.Contains(t.MsgId)).Select(t => t.Label)));
        Assert.True(_db.IsPlanned(Tasks.Select(t => t.Header)));
        Assert.True(_db.IsPlanned(Tasks.Select(t => new { t.MsgId, t.ResultHeader })));
        Assert.True(_db.IsPlanned(Tasks.Where(t => t.Header["msg_type"] == "execute_request")));
        Assert.True(_db.IsPlanned(Tasks.Where(t => t.Header[name] == "execute_request")));
        Assert.True(_db.IsPlanned(Tasks.Where(t => t.Label!.StartsWith("a")).Select(t => t.MsgId)));
    }

    /// <summary>A statement that has a condition of its own keeps it: SQLite finds it by a number only.</summary>
    [Fact]
    public void A_statement_keeps_the_condition_that_it_has()
    {
        var name = "msg_type";
        int Count() => Tasks.Where(t => t.Header.ContainsKey(name)).ToList().Count;
        Assert.True(_db.IsPlanned(Tasks.Where(t => t.Header.ContainsKey(name))));
        var found = Count();
        Assert.NotEqual(0, found);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(found, Count());
    }

    [Fact]
    public void What_computes_or_groups_is_left_to_entity_framework()
    {
        var set = new HashSet<string?>(StringComparer.OrdinalIgnoreCase) { "t1" };
        Assert.False(_db.IsPlanned(Tasks.Select(t => t.Label!.Length)));
        Assert.False(_db.IsPlanned(Tasks.Select(t => t.Header["msg_type"])));
        Assert.False(_db.IsPlanned(Tasks.Select(t => new { t.MsgId, t.Header.Count })));
        Assert.False(_db.IsPlanned(Tasks.Select(t => t.Buffers)));
        Assert.False(_db.IsPlanned(Tasks.Select(t => t.Queue).Distinct()));
        Assert.False(_db.IsPlanned(Tasks.GroupBy(t => t.Queue).Select(g => new { g.Key, Count = g.Count() })));
        Assert.False(_db.IsPlanned(Tasks.Where(t => set.Contains(t.MsgId))));
    }

    /// <summary>One statement serves all values, and no value of an earlier query is left in it.</summary>
    [Fact]
    public async Task A_shape_asked_with_other_values_gives_their_answers()
    {
        foreach (var task in RandomLinq.Tasks)
        {
            var id = task.MsgId;
            Assert.Equal(id, Tasks.Single(t => t.MsgId == id).MsgId);
            Assert.Equal(task.Label, (await Tasks.FirstOrDefaultAsync(t => t.MsgId == id, TestContext.Current.CancellationToken))!.Label);
        }

        string? label = null;
        Assert.Equal(RandomLinq.Tasks.Count(t => t.Label is null), Tasks.Count(t => t.Label == label));
        label = "a";
        Assert.Equal(RandomLinq.Tasks.Count(t => t.Label == "a"), Tasks.Count(t => t.Label == label));
        for (var page = 0; page < 4; page++)
        {
            Assert.Equal(
                RandomLinq.Tasks.Select(t => t.MsgId).Order(StringComparer.Ordinal).Skip(page * 3).Take(3),
                Tasks.OrderBy(t => t.MsgId).Skip(page * 3).Take(3).Select(t => t.MsgId));
        }
    }

    /// <summary>The names of a path are a part of the statement, also where a variable holds them.</summary>
    [Fact]
    public void A_path_held_by_a_variable_is_read_anew_by_each_query()
    {
        foreach (var name in new[] { "msg_type", "n", "none" })
        {
            Assert.Equal(
                RandomLinq.Tasks.Where(t => t.Header[name] == "a").Select(t => t.MsgId).Order(StringComparer.Ordinal),
                Tasks.Where(t => t.Header[name] == "a").Select(t => t.MsgId).AsEnumerable().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_whole_task_comes_back_as_it_was_written()
    {
        var full = Specification.Samples.Full;
        await _db.AddAsync(full, TestContext.Current.CancellationToken);
        var read = Tasks.First(t => t.MsgId == full.MsgId);
        Assert.Equal(full, read);
        Assert.Equal(full, await _db.GetAsync(full.MsgId, TestContext.Current.CancellationToken));
        Assert.Same(Document.None, Tasks.First(t => t.MsgId == "t0").ResultHeader);
        Assert.Same(Document.None, Tasks.Where(t => t.MsgId == "t0").Select(t => t.ResultHeader).Single());
    }

    [Fact]
    public async Task First_and_single_say_what_is_missing()
    {
        var none = "none";
        Assert.Throws<InvalidOperationException>(() => Tasks.First(t => t.MsgId == none));
        Assert.Throws<InvalidOperationException>(() => Tasks.Single(t => t.MsgId != none));
        Assert.Null(Tasks.FirstOrDefault(t => t.MsgId == none));
        Assert.Null(Tasks.SingleOrDefault(t => t.MsgId == none));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Tasks.SingleOrDefaultAsync(t => t.MsgId != none, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => _db.GetAsync(none, TestContext.Current.CancellationToken));
    }

    /// <summary>Both ways give the same answer for random queries, in the same order where one is asked for.</summary>
    [Fact]
    public void Random_queries_give_the_answers_of_entity_framework()
    {
        var planned = 0;
        RandomCases.Run(RandomLinq.Cases, seed =>
        {
            var random = new Random(seed);
            var query = RandomLinq.Query(random);
            var rows = query(Tasks);
            planned += _db.IsPlanned(rows) ? 1 : 0;
            Assert.Equal(query(_db.TasksByEntityFramework).ToList(), rows.ToList());
            Assert.Equal(query(_db.TasksByEntityFramework).Count(), rows.Count());
            Assert.Equal(query(_db.TasksByEntityFramework).Any(), rows.Any());
        });
        Assert.True(planned > RandomLinq.Cases / 2, $"only {planned} of {RandomLinq.Cases} queries were run by a plan");
    }
}
