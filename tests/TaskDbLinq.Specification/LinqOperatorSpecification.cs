namespace TaskDbLinq.Specification;

/// <summary>The standard query operators over <see cref="ITaskDb.Tasks"/>: order, pages, projections, groups, joins, sets, sums.</summary>
public abstract class LinqOperatorSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Fact]
    public async Task Ordering()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t9 t8 t7 t6 t5 t4 t3 t2 t1 t0", InOrder(db.Tasks.OrderByDescending(t => t.Submitted)));
        Assert.Equal(
            "t6 t1 t0 t8", InOrder(db.Tasks.Where(t => t.Queue == "mux").OrderBy(t => t.ClientUuid).ThenByDescending(t => t.MsgId)));
        Assert.Equal(
            "t8 t0 t1 t6", InOrder(db.Tasks.Where(t => t.Queue == "mux").OrderByDescending(t => t.ClientUuid).ThenBy(t => t.MsgId)));
    }

    [Fact]
    public async Task Null_comes_first_in_an_order()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t5 t6 t7 t9 t0", InOrder(db.Tasks.OrderBy(t => t.Started).ThenBy(t => t.MsgId).Take(5)));
    }

    [Fact]
    public async Task Pages()
    {
        var db = await SampleDatabaseAsync();
        var ordered = db.Tasks.OrderBy(t => t.MsgId);
        Assert.Equal("t3 t4", InOrder(ordered.Skip(3).Take(2)));
        Assert.Equal("", InOrder(ordered.Skip(10)));
        Assert.Equal("", InOrder(ordered.Take(0)));
        Assert.Equal("t9", InOrder(ordered.Skip(9).Take(5)));
    }

    [Fact]
    public async Task Questions_as_data_are_ordered_paged_and_projected()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t5 t6 t7 t9 t0", InOrder(db.Tasks.FindBy(FindQuery.Parse("""{"sort":["started","msg_id"],"limit":5}"""))));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await db.Tasks.ToPageAsync(
                FindQuery.Parse("""{"filter":{"queue":"mux"},"sort":"client_uuid,-msg_id","limit":1}""") with { After = after }, withTotal: true, cancellationToken: Cancel);
            Assert.Equal(4, page.Total);
            seen.AddRange(page.Items.Select(task => task.MsgId));
            after = page.Next;
        }
        while (after is not null && seen.Count < 10);
        Assert.Equal(["t6", "t1", "t0", "t8"], seen);

        var rows = await db.Tasks.ToDocumentPageAsync(FindQuery.Parse("""{"sort":"-msg_id","projection":["msg_id","queue"],"limit":1}"""), cancellationToken: Cancel);
        Assert.Equal(["msg_id", "queue"], rows.Items[0].Keys);
        Assert.Equal("t9", rows.Items[0]["msg_id"]);
        Assert.NotNull(rows.Next);
        var queues = db.Tasks.FindDocuments(FindQuery.Parse("""{"sort":"-submitted","projection":["queue","started"],"limit":2}""")).ToList();
        Assert.Equal(
            [("task", null), ("mux", Samples.Tasks[8].Started)], queues.Select(row => ((string?)row["queue"], (DateTime?)row["started"])));
        var sorted = await db.Tasks.ToDocumentPageAsync(FindQuery.Parse("""{"sort":"-submitted","projection":["queue"],"limit":2}"""), cancellationToken: Cancel);
        var behind = FindQuery.Parse("""{"sort":"-submitted","projection":["msg_id"],"limit":1}""") with { After = sorted.Next };
        Assert.Equal("t7", (await db.Tasks.ToDocumentPageAsync(behind, cancellationToken: Cancel)).Items[0]["msg_id"]);
    }

    [Fact]
    public async Task Projections()
    {
        var db = await SampleDatabaseAsync();
        var rows = db.Tasks.Where(t => t.MsgId == "t3").Select(t => new { t.MsgId, t.EngineUuid, t.Started }).ToList();
        Assert.Equal(new { MsgId = "t3", EngineUuid = (string?)"e2", Samples.Tasks[3].Started }, Assert.Single(rows));
        Assert.Equal(
            ["t4", "t5", "t6", "t9"], db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.MsgId).Select(t => t.MsgId).ToList());
        var pending = db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.MsgId);
        Assert.Equal("group_b", pending.Select(t => t.Label).First());
        Assert.Null(pending.Skip(1).Select(t => t.Started).First());
        Assert.Equal(4, pending.Select(t => t.EngineUuid).Count());
        Assert.True(await pending.Select(t => t.EngineUuid).Async().AnyAsync(Cancel));
        Assert.Equal("t3", await db.Tasks.Where(t => t.MsgId == "t3").Select(t => t.MsgId).Async().SingleAsync(Cancel));
    }

    [Fact]
    public async Task Projections_of_several_parts()
    {
        var db = await SampleDatabaseAsync();
        var (note, before) = ("x", DateTime.UtcNow);
        var parts = db.Tasks.OrderByDescending(t => t.MsgId).Skip(1).Take(2)
            .Select(t => new { Of = new { t.Queue, t.Label }, note, Both = new[] { t.EngineUuid, note }, Now = DateTime.UtcNow }).ToList();
        Assert.Equal(
            [("mux", "label*task", "x", "e2 x"), ("task", "group_b/subgroup_c", "x", " x")],
            parts.Select(part => (part.Of.Queue!, part.Of.Label!, part.note, string.Join(' ', part.Both))));
        Assert.All(parts, part => Assert.InRange(part.Now, before.AddSeconds(-1), DateTime.UtcNow.AddSeconds(1)));
    }

    [Fact]
    public async Task Single_elements()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t0", db.Tasks.OrderBy(t => t.Submitted).First().MsgId);
        Assert.Equal("t4", db.Tasks.OrderBy(t => t.Submitted).First(t => t.Completed == null).MsgId);
        Assert.Equal("t9", db.Tasks.OrderBy(t => t.Submitted).Last().MsgId);
        Assert.Equal("t8", db.Tasks.OrderBy(t => t.Submitted).Last(t => t.Completed != null).MsgId);
        Assert.Equal("t3", db.Tasks.Single(t => t.MsgId == "t3").MsgId);
        Assert.Null(db.Tasks.FirstOrDefault(t => t.MsgId == "no"));
        Assert.Null(db.Tasks.SingleOrDefault(t => t.MsgId == "no"));
        Assert.Throws<InvalidOperationException>(() => db.Tasks.First(t => t.MsgId == "no"));
        Assert.Throws<InvalidOperationException>(() => db.Tasks.Single(t => t.Queue == "mux"));
    }

    [Fact]
    public async Task Quantifiers_and_counts()
    {
        var db = await SampleDatabaseAsync();
        Assert.True(db.Tasks.Any());
        Assert.False(db.Tasks.Any(t => t.Queue == "iopub"));
        Assert.True(db.Tasks.All(t => t.Queue == "mux" || t.Queue == "task"));
        Assert.False(db.Tasks.All(t => t.Queue == "mux"));
        Assert.Equal(10, db.Tasks.Count());
        Assert.Equal(4L, db.Tasks.LongCount(t => t.Queue == "mux"));
        Assert.Equal(4, db.Tasks.Where(t => t.Queue == "mux").Count());
    }

    [Fact]
    public async Task Extremes_and_sums()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(Samples.Start, db.Tasks.Min(t => t.Submitted));
        Assert.Equal(Samples.Start.AddMinutes(9), db.Tasks.Max(t => t.Submitted));
        Assert.Equal(Samples.Start.AddSeconds(10), db.Tasks.Min(t => t.Started));
        Assert.Equal(14, db.Tasks.Where(t => t.Queue == "mux" && t.Stdout != null).Sum(t => t.Stdout!.Length));
    }

    [Fact]
    public async Task Distinct_values()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(["c1", "c2"], db.Tasks.Select(t => t.ClientUuid).Distinct().ToList().Order());
        Assert.Equal(4, db.Tasks.Select(t => t.EngineUuid).Distinct().Count());
    }

    [Fact]
    public async Task Days_are_utc_as_the_timestamps_are()
    {
        var db = await SampleDatabaseAsync();
        var days = db.Tasks.Where(t => t.Submitted != null)
            .GroupBy(t => t.Submitted!.Value.Date)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToList();
        Assert.Equal((DateTimeKind.Utc, 10), (Assert.Single(days).Key.Kind, days[0].Count));
        Assert.Equal(DateTimeKind.Utc, db.Tasks.Where(t => t.MsgId == "t0").Select(t => t.Submitted!.Value.Date).Single().Kind);
    }

    [Fact]
    public async Task The_sum_of_nothing_is_zero()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(0, db.Tasks.Where(t => t.MsgId == "none").Sum(t => (int?)t.Header["n"]));
        Assert.Equal(0, db.Tasks.Sum(t => (int?)t.Header["nothing of this name"]));
    }

    [Fact]
    public async Task Groups()
    {
        var db = await SampleDatabaseAsync();
        var engines = db.Tasks.Where(t => t.EngineUuid != null)
            .GroupBy(t => t.EngineUuid)
            .Select(group => new { Engine = group.Key, Count = group.Count(), Last = group.Max(t => t.Submitted) })
            .ToList();
        Assert.Equal(
            [("", 1, 7), ("e1", 4, 6), ("e2", 3, 8)],
            engines.OrderBy(row => row.Engine, StringComparer.Ordinal)
                .Select(row => (row.Engine!, row.Count, (row.Last!.Value - Samples.Start).Minutes)));
    }

    [Fact]
    public async Task Joins()
    {
        var db = await SampleDatabaseAsync();
        var resubmitted =
            db.Tasks.Join(db.Tasks, t => t.Resubmitted, t => t.MsgId, (old, again) => new { Old = old.MsgId, New = again.MsgId })
            .ToList();
        Assert.Equal(new { Old = "t8", New = "t9" }, Assert.Single(resubmitted));
    }

    [Fact]
    public async Task The_tasks_are_records_of_their_own()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(Samples.Tasks, db.Tasks.OrderBy(t => t.MsgId).ToList());
    }

    [Fact]
    public async Task Answers_come_one_by_one_to_await_foreach()
    {
        var db = await SampleDatabaseAsync();
        var ids = new List<string>();
        await foreach (var task in db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.MsgId).Async().WithCancellation(Cancel))
        {
            ids.Add(task.MsgId);
        }

        Assert.Equal(["t4", "t5", "t6", "t9"], ids);
        await foreach (var id in db.Tasks.Where(t => t.MsgId == "t3").Select(t => t.MsgId).Async().WithCancellation(Cancel))
        {
            Assert.Equal("t3", id);
        }
    }

    [Fact]
    public async Task Asynchronous_ends_give_the_answers_of_the_others()
    {
        var db = await SampleDatabaseAsync();
        var pending = db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.MsgId).Select(t => t.MsgId);
        Assert.Equal(["t4", "t5", "t6", "t9"], await pending.Async().ToListAsync(Cancel));
        Assert.Equal(["t4", "t5", "t6", "t9"], await pending.Async().ToArrayAsync(Cancel));
        Assert.Equal("t4", await pending.Async().FirstAsync(Cancel));
        Assert.Equal("t4", await pending.Async().FirstOrDefaultAsync(Cancel));
        Assert.Equal(4, await pending.Async().CountAsync(Cancel));
        Assert.Equal(4, await pending.Async().LongCountAsync(Cancel));
        Assert.True(await pending.Async().AnyAsync(Cancel));
        Assert.Equal("t3", (await db.Tasks.Where(t => t.MsgId == "t3").Async().SingleAsync(Cancel)).MsgId);
        Assert.Null(await db.Tasks.Where(t => t.MsgId == "no").Async().SingleOrDefaultAsync(Cancel));
        Assert.Null(await db.Tasks.Where(t => t.MsgId == "no").Async().FirstOrDefaultAsync(Cancel));
        Assert.False(await db.Tasks.Where(t => t.MsgId == "no").Async().AnyAsync(Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Tasks.Where(t => t.MsgId == "no").Async().FirstAsync(Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pending.Async().SingleAsync(Cancel));
    }

    [Fact]
    public async Task Await_foreach_can_be_cancelled_on_its_way()
    {
        var db = await SampleDatabaseAsync();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var task in db.Tasks.Async().WithCancellation(source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });
        Assert.Equal(1, seen);
    }
}
