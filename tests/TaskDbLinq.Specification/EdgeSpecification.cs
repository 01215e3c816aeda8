using System.Linq.Expressions;
using System.Text.Json;

namespace TaskDbLinq.Specification;

/// <summary>Queries at the edges of what a store takes: very long ones, and ones that name another database.</summary>
public abstract class EdgeSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    /// <summary>Filters just within the limits, and the ids of their answers.</summary>
    private static readonly (string Filter, string Expected)[] Long =
    [
        ($"{{\"$or\":[{Many(2_500, i => $"{{\"msg_id\":\"t{i}\"}}")}]}}", "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9"),
        ($"{{\"$nor\":[{Many(1_050, i => $"{{\"label\":\"x{i}\"}}")},{{\"queue\":\"mux\"}}]}}", "t2 t3 t4 t5 t7 t9"),
        ($"{{\"$and\":[{Many(300, i => $"{{\"queue\":{{\"$ne\":\"q{i}\"}}}}")},{{\"engine_uuid\":\"e2\"}}]}}", "t1 t3 t8"),
        ($"{{\"queue\":{{\"$all\":[{Many(300, _ => "\"mux\"")}]}}}}", "t0 t1 t6 t8"),
        (
            $"{{\"queue\":{{\"$in\":[{Many(100, i => $"{{\"$regularExpression\":{{\"pattern\":\"^m{i}|^mux\",\"options\":\"\"}}}}")}]}}}}",
            "t0 t1 t6 t8"),
        ($"{{\"$or\":[{Many(300, i => $"{{\"header.n\":{i + 3}}}")}]}}", "t3 t4 t5 t6 t7 t8 t9"),
    ];

    [Fact]
    public async Task Long_filters_are_answered_on_a_small_stack()
    {
        var db = await SampleDatabaseAsync();
        foreach (var (filter, expected) in Long)
        {
            Assert.Equal((filter[..20], expected), (filter[..20], SmallStack.Run(() => Ids(db, filter))));
            Assert.Equal(expected, SmallStack.Run(() => Ids(db.Tasks.Where(Filter.ToExpression<TaskRecord>(filter)))));
        }
    }

    [Fact]
    public async Task Long_chains_in_linq_are_answered_on_a_small_stack()
    {
        var db = await SampleDatabaseAsync();
        var task = Expression.Parameter(typeof(TaskRecord), "t");
        Expression either = Expression.Constant(false), all = Expression.Constant(true);
        for (var i = 0; i < 1_100; i++)
        {
            either = Expression.OrElse(
                either, Expression.Equal(Expression.Property(task, nameof(TaskRecord.MsgId)), Expression.Constant($"t{i * 2}")));
            all = Expression.AndAlso(
                all, Expression.NotEqual(Expression.Property(task, nameof(TaskRecord.MsgId)), Expression.Constant($"t{i * 2}")));
        }

        Assert.Equal("t0 t2 t4 t6 t8", SmallStack.Run(() => Ids(db.Tasks.Where(Expression.Lambda<Func<TaskRecord, bool>>(either, task)))));
        Assert.Equal("t1 t3 t5 t7 t9", SmallStack.Run(() => Ids(db.Tasks.Where(Expression.Lambda<Func<TaskRecord, bool>>(all, task)))));
    }

    [Fact]
    public async Task The_values_of_another_databases_query_can_be_searched()
    {
        var db = await SampleDatabaseAsync();
        var other = await DatabaseAsync([.. Samples.Tasks.Take(3), new TaskRecord { MsgId = "own", Queue = "mux" }]);
        await using var memory = new DictDb();
        await memory.WriteAsync(TaskBatch.Add([.. Samples.Tasks.Skip(8)]), Cancel);
        foreach (var (foreign, expected) in new[] { (other, "t0 t1"), (memory, "t8") })
        {
            var ids = foreign.Tasks.Where(t => t.Queue == "mux").Select(t => t.MsgId);
            Assert.Equal(expected, Ids(db.Tasks.Where(t => ids.Contains(t.MsgId))));
            Assert.Equal(
                expected, Ids(db.Tasks.Where(t => foreign.Tasks.Where(o => o.Queue == "mux").Select(o => o.MsgId).Contains(t.MsgId))));
        }
    }

    /// <summary>
    /// The answer is that of C#, or a refusal; never a part of the answer, and never the database's own tasks taken for the other's.
    /// </summary>
    [Fact]
    public async Task Another_databases_tasks_are_no_part_of_a_query()
    {
        var db = await SampleDatabaseAsync();
        var other = await DatabaseAsync([.. Samples.Tasks.Take(3)]);
        foreach (var query in new Func<int>[]
        {
            () => db.Tasks.Concat(other.Tasks).Count(),
            () => db.Tasks.Select(t => t.MsgId).Except(other.Tasks.Select(t => t.MsgId)).Count() + 6,
            () => db.Tasks.Join(other.Tasks, t => t.MsgId, t => t.MsgId, (a, b) => a.MsgId).Count() + 10,
            () => db.Tasks.Count(t => other.Tasks.Any(o => o.MsgId == t.MsgId)) + 10,
        })
        {
            try
            {
                Assert.Equal(13, query());
            }
            catch (QueryException refusal)
            {
                Assert.Contains("another database", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What C# finds with a comparer is found or refused; the comparer is never dropped.</summary>
    [Fact]
    public async Task A_list_that_finds_by_a_comparer_of_its_own_is_searched_by_it_or_refused()
    {
        var db = await SampleDatabaseAsync();
        var ignoring = new HashSet<string>(["MUX"], StringComparer.OrdinalIgnoreCase);
        var sorted = new SortedSet<string?>(["MUX"], StringComparer.OrdinalIgnoreCase);
        var keys = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["MUX"] = 1 }.Keys;
        string?[] array = ["MUX"];
        foreach (var predicate in new Expression<Func<TaskRecord, bool>>[]
        {
            t => ignoring.Contains(t.Queue!),
            t => sorted.Contains(t.Queue),
            t => keys.Contains(t.Queue!),
            t => Enumerable.Contains(array, t.Queue, StringComparer.OrdinalIgnoreCase),
        })
        {
            try
            {
                Assert.Equal("t0 t1 t6 t8", Ids(db.Tasks.Where(predicate)));
            }
            catch (QueryException refusal)
            {
                Assert.Contains("a comparer of its own", refusal.Message, StringComparison.Ordinal);
            }
        }

        var plain = new Dictionary<string, int> { ["mux"] = 1 }.Keys;
        Assert.Equal("t0 t1 t6 t8", Ids(db.Tasks.Where(t => plain.Contains(t.Queue!))));
    }

    [Fact]
    public async Task Strings_are_compared_by_their_characters()
    {
        var db = await DatabaseAsync([.. Samples.Tasks, new TaskRecord { MsgId = "up", Label = "GROUP_A", Queue = "mux" }]);
        (Expression<Func<TaskRecord, bool>> Predicate, string Expected)[] cases =
        [
            (t => t.Label!.StartsWith('G'), "up"),
            (t => t.Label!.EndsWith('a'), "t0 t1 t2 t5"),
            (t => t.Label!.Contains('G'), "up"),
            (t => t.Label!.StartsWith("group_a", StringComparison.Ordinal), "t0 t1 t2 t3"),
            (t => t.Label!.EndsWith("_a", StringComparison.Ordinal), "t0 t1 t2 t5"),
            (t => t.Label!.Contains("OUP", StringComparison.Ordinal), "up"),
            (t => t.Label!.Equals("group_a", StringComparison.Ordinal), "t0 t1"),
            (t => string.Equals(t.Label, "group_a", StringComparison.Ordinal), "t0 t1"),
            (t => string.Compare(t.EngineUuid, "e2") < 0, "t0 t2 t4 t5 t6 t7 t9 up"),
            (t => string.Compare(t.EngineUuid, "e2", StringComparison.Ordinal) <= 0, "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 up"),
            (t => string.CompareOrdinal(t.EngineUuid, "e1") > 0, "t1 t3 t8"),
            (t => string.Compare(t.EngineUuid, "e2") >= 0, "t1 t3 t8"),
        ];
        foreach (var (predicate, expected) in cases)
        {
            Assert.Equal($"{predicate}: {expected}", $"{predicate}: {Ids(db.Tasks.Where(predicate))}");
        }
    }

    /// <summary>Two fields that are null have no days that could be equal.</summary>
    [Fact]
    public async Task The_days_of_nulls_are_not_equal()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t0 t1 t2 t3 t8", Ids(db.Tasks.Where(t => t.Completed!.Value.Date == t.Started!.Value.Date)));
        Assert.Equal("t0 t1 t2 t3 t4 t8", Ids(db.Tasks.Where(t => t.Submitted!.Value.Hour == t.Started!.Value.Hour)));
    }

    /// <summary>A text that a store can't keep is refused with its path, and never changed.</summary>
    [Fact]
    public async Task Half_of_a_surrogate_pair_is_kept_or_refused()
    {
        var db = await DatabaseAsync();
        var plain = new TaskRecord { MsgId = "t" };
        foreach (var (field, task) in new[]
        {
            ("msg_id", plain with { MsgId = "\uDCFF" }),
            ("label", plain with { Label = "a\uD83D" }),
            ("header.a[1]", plain with { Header = Document.Of(("a", DocumentArray.Of(1, "\uDE00b"))) }),
            ("header.\uD83Db", plain with { Header = Document.Of(("a", 1), ("\uD83Db", Document.Of(("c", DateTime.UnixEpoch)))) }),
        })
        {
            try
            {
                await db.AddAsync(task, Cancel);
                Assert.Equal(task, await db.GetAsync(task.MsgId, Cancel));
                Assert.Equal(task, db.Tasks.Single(t => t.MsgId == task.MsgId));
                await db.DropAsync(task.MsgId, Cancel);
            }
            catch (QueryException refusal)
            {
                Assert.Equal($"{field}: the string holds half of a surrogate pair, which no store can keep", refusal.Message);
                Assert.Equal(0, await db.CountAsync(Filter.Everything, Cancel));
            }
        }
    }

    [Fact]
    public async Task A_value_in_a_dict_field_compares_with_a_field_or_is_refused()
    {
        var db = await DatabaseAsync(
            new TaskRecord { MsgId = "a", Queue = "mux", Header = Document.Of(("q", "mux")) },
            new TaskRecord { MsgId = "b", Queue = "mux", Header = Document.Of(("q", 1)) },
            new TaskRecord { MsgId = "c", Queue = "not JSON", Header = Document.Of(("q", "not JSON")) });
        try
        {
            Assert.Equal("a c", Ids(db.Tasks.Where(t => t.Header["q"] == t.Queue)));
        }
        catch (QueryException refusal)
        {
            Assert.False(db is DictDb, refusal.Message);
            Assert.Matches("^(MongoDB can't run this part of the query[.]|the query can't run in PostgreSQL:) ", refusal.Message);
        }
    }

    /// <summary>A pattern is a value like any other: it is kept, and does not keep the other tasks from being read.</summary>
    [Fact]
    public async Task A_pattern_in_a_dict_field_is_kept()
    {
        var db = await DatabaseAsync();
        var value = new System.Text.RegularExpressions.Regex("^x", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
        await db.AddAsync(new TaskRecord { MsgId = "t" }, Cancel);
        await db.UpdateAsync("t", TaskUpdate.Empty.Set("header", new Dictionary<string, object?> { ["a"] = value, ["b"] = 1 }), Cancel);
        await db.AddAsync(new TaskRecord { MsgId = "u", Header = Document.Of(("a", "Xy")) }, Cancel);
        Assert.Equal("t u", Ids(db, "{}"));
        Assert.Equal(DocumentKind.Regex, (await db.GetAsync("t", Cancel)).Header["a"].Kind);
        Assert.Equal("t", Ids(db, """{"header.a": {"$type": "regex"}, "header.b": 1}"""));
        Assert.Equal("u", Ids(db, """{"header.a": {"$regex": "^x", "$options": "i"}, "header.b": null}"""));
    }

    /// <summary>
    /// Equal bytes of another subtype are another value, and come in the order of the subtypes, also subtype 02, which BSON has deprecated.
    /// </summary>
    [Fact]
    public async Task Binary_of_another_subtype_is_another_value()
    {
        string[] subtypes = ["00", "02", "03", "04", "05", "80"];
        var db = await DatabaseAsync(
            [.. subtypes.Select(
                subtype =>
                    new TaskRecord { MsgId = subtype, Header = JsonSerializer.Deserialize<Document>($"{{\"b\": {Of(subtype)}}}") })]);
        foreach (var subtype in subtypes)
        {
            Assert.Equal(subtype, Ids(db, $"{{\"header.b\": {Of(subtype)}}}"));
            Assert.Equal(subtype, Ids(db, $"{{\"header\": {{\"b\": {Of(subtype)}}}}}"));
            Assert.Equal(
                string.Join(' ', subtypes.Where(other => other != subtype)), Ids(db, $"{{\"header.b\": {{\"$nin\": [{Of(subtype)}]}}}}"));
            Assert.Equal(
                string.Join(' ', subtypes.Where(other => string.CompareOrdinal(other, subtype) > 0)),
                Ids(db, $"{{\"header.b\": {{\"$gt\": {Of(subtype)}}}}}"));
        }

        // A batch that is taken back leaves them so; groups and updates as data tell them apart, too.
        var undone = new TaskBatch { Updates = [new("00", TaskUpdate.Empty.Set("label", "x"))], Drops = ["02", "none"] };
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.WriteAsync(undone, Cancel));
        Assert.Equal("02", Ids(db, $"{{\"header.b\": {Of("02")}}}"));
        Assert.Equal(subtypes.Length, (await db.GroupAsync(GroupQuery.Parse("""{"group": ["header.b"], "count": true}"""), Cancel)).Count);
        var copied = UpdateDocument.Parse($"{{\"$set\": {{\"content\": {{\"b\": {Of("02")}}}}}}}");
        Assert.Equal(1, await db.UpdateMatchingAsync(Filter.Parse($"{{\"header.b\": {Of("00")}}}"), copied, Cancel));
        Assert.Equal("00", Ids(db, $"{{\"content.b\": {Of("02")}}}"));
        Assert.Equal((await db.GetAsync("02", Cancel)).Header, (await db.GetAsync("00", Cancel)).Content);

        static string Of(string subtype) => $"{{\"$binary\": {{\"base64\": \"AAECAwQFBgcICQoLDA0ODw==\", \"subType\": \"{subtype}\"}}}}";
    }

    /// <summary>
    /// What a hub writes beside the fields of a task is kept within its metadata, and asked for there. MongoDB has it beside them.
    /// </summary>
    [Fact]
    public async Task Extra_fields_in_the_metadata_are_kept_and_found()
    {
        const string Extra = "\"taskdb_extra\": {\"display_data\": {\"data\": {\"text/plain\": \"42\"}}}";
        var tasks = new[] { $"{{\"m\": 1, {Extra}}}", "{\"m\": 1}", "{}", $"{{{Extra}}}" }
            .Select((json, at) => new TaskRecord { MsgId = $"t{at}", Metadata = Document.Parse(json) })
            .Append(new TaskRecord { MsgId = "t4" })
            .ToArray();
        var db = await DatabaseAsync(tasks);
        foreach (var task in tasks)
        {
            Assert.Equal(task, await db.GetAsync(task.MsgId, Cancel));
        }

        foreach (var (filter, expected) in new[]
        {
            ("""{"metadata.taskdb_extra.display_data.data.text/plain": "42"}""", "t0 t3"),
            ("""{"metadata.taskdb_extra.display_data": {"$exists": false}}""", "t1 t2 t4"),
            ("""{"metadata": {"m": 1}}""", "t1"),
            ("""{"metadata": {"$ne": {"m": 1}}}""", "t0 t2 t3 t4"),
            ("""{"metadata": {"$in": [{"m": 1}, {}]}}""", "t1 t2"),
            ("""{"metadata": {"$nin": [{"m": 1}, {}, null]}}""", "t0 t3"),
            ("""{"metadata": {"$not": {"$eq": {}}}, "metadata.m": null}""", "t3 t4"),
            ("""{"metadata": null}""", "t4"),
            ("""{"metadata": {"$exists": true}}""", "t0 t1 t2 t3"),
            ("""{"metadata": {"$type": "object"}, "metadata.m": 1}""", "t0 t1"),
            ("""{"metadata": {"$not": {"$type": "object"}}}""", "t4"),
        })
        {
            Assert.Equal((filter, expected), (filter, Ids(db, filter)));
            Assert.Equal((filter, expected), (filter, Ids(db.Tasks.Where(Filter.ToExpression<TaskRecord>(filter)))));
        }

        await db.UpdateAsync("t0", TaskUpdate.Empty.Set("queue", "mux"), Cancel);
        Assert.Equal(tasks[0] with { Queue = "mux" }, await db.GetAsync("t0", Cancel));
        await db.UpdateAsync("t0", TaskUpdate.Empty.Set("metadata", tasks[1].Metadata), Cancel);
        Assert.Equal("t3", Ids(db, """{"metadata.taskdb_extra.display_data": {"$ne": null}}"""));
    }

    [Fact]
    public async Task Pages_of_tasks_that_are_equal_in_the_order_have_each_task_once()
    {
        var db = await DatabaseAsync(
            [.. Enumerable.Range(0, 60).Select(i => new TaskRecord { MsgId = $"t{i:00}", Queue = i % 3 == 0 ? null : "mux" })]);
        for (var run = 0; run < 3; run++)
        {
            var paged = new List<string>();
            for (var skip = 0; skip < 60; skip += 7)
            {
                var page = new TaskQuery { Keys = TaskKeys.Of("msg_id"), Sort = TaskSort.Parse("queue"), Skip = skip, Limit = 7 };
                paged.AddRange(await db.QueryAsync(page, Cancel).Select(row => (string)row["msg_id"]!).ToListAsync(Cancel));
            }

            Assert.Equal(60, paged.Distinct().Count());
        }
    }

    [Fact]
    public async Task An_object_whose_first_name_starts_with_a_dollar_is_a_value_like_any_other()
    {
        var db = await DatabaseAsync(
            new TaskRecord { MsgId = "a", Content = Document.Parse("""{"a": {"$ref": "c", "$id": 5}}""") },
            new TaskRecord { MsgId = "b", Content = Document.Parse("""{"a": {"$ref": "c", "$id": 6}}""") });
        const string Literal = """{"$literal":{"$ref":"c","$id":5}}""";
        foreach (var (filter, expected) in new[]
        {
            ($"{{\"content.a\":{Literal}}}", "a"),
            ($"{{\"content.a\":{{\"$ne\":{Literal}}}}}", "b"),
            ($"{{\"content.a\":{{\"$in\":[{Literal},1]}}}}", "a"),
            ($"{{\"content.a\":{{\"$all\":[{Literal}]}}}}", "a"),
            ($"{{\"content.a\":{{\"$not\":{{\"$eq\":{Literal}}}}}}}", "b"),
        })
        {
            Assert.Equal(Filter.Parse(filter), Filter.Parse(Filter.Parse(filter).ToJson()));
            try
            {
                Assert.Equal((filter, expected), (filter, Ids(db, filter)));
            }
            catch (QueryException refusal)
            {
                Assert.Matches("starts with [$] in a list: use [$]or|jsonb does not keep their order", refusal.Message);
            }
        }
    }

    /// <summary>Doubles of every size by their bits, and whole numbers beyond 64 bits: what is stored is found, and comes back.</summary>
    [Fact]
    public async Task Every_number_is_kept_and_found()
    {
        var random = new Random(17);
        DocumentValue[] numbers =
        [
            Math.Pow(2, -25), -Math.Pow(2, -25), Math.Pow(2, -958), double.Epsilon, double.MaxValue, double.MinValue, 0.1, 1e22, 5e-324 * 3,
            (decimal)ulong.MaxValue,
            .. Enumerable.Range(0, 40)
            .Select(
                _ => BitConverter.Int64BitsToDouble(random.NextInt64(0x7FF0_0000_0000_0000) | (random.Next(2) == 0 ? 0 : long.MinValue)))
            .Select(number => (DocumentValue)number),
        ];
        var db = await DatabaseAsync(
            [.. numbers.Select((number, at) => new TaskRecord { MsgId = $"t{at:00}", Header = Document.Of(("v", number)) })]);
        foreach (var (at, number) in numbers.Index())
        {
            var id = $"t{at:00}";
            Assert.Equal(number, (await db.GetAsync(id, Cancel)).Header["v"]);
            Assert.Equal(
                (number, id),
                (number, Ids(
                    db.DbQuery(new Dictionary<string, object?> { ["header.v"] = number }, "msg_id")
                        .Select(row => (string)row["msg_id"]!))));
            Assert.Equal((number, id), (number, Ids(db, $"{{\"header.v\":{number}}}")));
            Assert.Equal(
                id,
                Ids(db.DbQuery(
                    new Dictionary<string, object?>
                    {
                        ["header.v"] = new Dictionary<string, object?> { ["$gte"] = number, ["$lte"] = number },
                    },
                    "msg_id")
                    .Select(row => (string)row["msg_id"]!)));
        }

        Assert.Equal("t09", Ids(db, """{"header.v":18446744073709551615}"""));
        Assert.Equal(
            "t09",
            Ids(db.DbQuery(new Dictionary<string, object?> { ["header.v"] = ulong.MaxValue }, "msg_id")
                .Select(row => (string)row["msg_id"]!)));
    }

    private static string Many(int count, Func<int, string> part) => string.Join(',', Enumerable.Range(0, count).Select(part));
}
