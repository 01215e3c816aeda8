namespace TaskDbLinq.Tests.Finding;

/// <summary>A question as data, bound to tasks.</summary>
public class TaskQueryTests
{
    [Fact]
    public void A_question_becomes_one_about_tasks()
    {
        var query = TaskQuery.Of(FindQuery.FromQueryString("""?filter={"queue":"mux"}&sort=-started&projection=queue,header&skip=1&limit=2"""));
        Assert.Equal("""{"queue":"mux"}""", query.Filter.ToJson());
        Assert.Equal([new SortKey<TaskField>(TaskFields.ByKey["started"], Descending: true)], query.Sort);
        Assert.Equal(TaskKeys.Of("queue", "header"), query.Keys);
        Assert.Equal((1, (int?)2), (query.Skip, query.Limit));
    }

    [Fact]
    public void What_is_left_out_is_left_out_of_the_usual_keys()
    {
        var keys = TaskQuery.Of(FindQuery.Parse("""{"projection": {"header": 0, "buffers": 0}}""")).Keys;
        Assert.Equal(TaskKeys.Default.Fields.Select(field => field.Key).Except(["header"]), keys.Fields.Select(field => field.Key));
    }

    [Fact]
    public void What_does_not_fit_a_task_is_listed_with_its_path()
    {
        var find = FindQuery.Parse("""{"filter": {"sarted": null}, "sort": ["header"], "projection": ["quue"]}""");
        var fault = Assert.Throws<QueryException>(() => TaskQuery.Of(find));
        Assert.Equal(["filter.sarted", "projection.quue", "sort.header"], fault.Problems.Select(problem => problem.Path).Order());
    }

    /// <summary>The page behind a cursor is the same one, asked for as data of a store or of any LINQ provider.</summary>
    [Fact]
    public async Task A_cursor_goes_along()
    {
        await using var db = new DictDb();
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await db.AddAsync(
                new TaskRecord { MsgId = id, Queue = id is "a" or "c" ? "mux" : "task" }, TestContext.Current.CancellationToken);
        }

        var find = FindQuery.Parse("""{"sort": ["-queue"], "limit": 2}""");
        var page = await db.Tasks.ToPageAsync(find, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["d", "b"], page.Items.Select(task => task.MsgId));
        Assert.Equal(["c", "a"], db.Query(TaskQuery.Of(find with { After = page.Next })).Select(row => (string)row["msg_id"]!));
    }

    [Fact]
    public async Task An_order_goes_into_dict_fields_and_LINQ_on_tasks_says_how_to_ask_for_it()
    {
        await using var db = new DictDb();
        foreach (var (id, n) in new[] { ("a", DocumentArray.Of(1, 9)), ("b", (DocumentValue)5), ("c", "x"), ("d", DocumentValue.Null) })
        {
            await db.AddAsync(new TaskRecord { MsgId = id, Header = Document.Of(("n", n)) }, TestContext.Current.CancellationToken);
        }

        var find = FindQuery.Parse("""{"sort": ["-header.n"], "projection": ["msg_id"]}""");
        Assert.Equal(["c", "a", "b", "d"], db.Query(TaskQuery.Of(find)).Select(row => (string)row["msg_id"]!));
        var fault = Assert.Throws<QueryException>(() => db.Tasks.FindBy(find));
        Assert.Equal(
            "sort.header.n: LINQ on tasks has no order by what is inside of a dict field: ask by TaskQuery.Of", fault.Message);
        var unknown = Assert.Throws<QueryException>(() => TaskQuery.Of(FindQuery.Parse("""{"sort": "header..n,stdout.a"}""")));
        Assert.Equal(["sort.header..n", "sort.stdout.a"], unknown.Problems.Select(problem => problem.Path));
    }
}
