using System.Linq.Expressions;
using TaskDbLinq.Linq;
using TaskDbLinq.Records;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Which LINQ queries are a question to a task database, and which question they are.</summary>
public class LinqFindTests
{
    private static readonly DateTime Noon = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);
    private readonly DictDb _db = new();

    [Fact]
    public void Filter_order_and_page_become_a_question()
    {
        var find = Read(_db.Tasks.Where(t => t.Queue == "mux").OrderByDescending(t => t.Started).ThenBy(t => t.MsgId)
            .Where(t => t.Submitted >= Noon).Skip(3).Take(5))!;
        Assert.Equal("""{"queue":"mux","submitted":{"$gte":{"$date":"2026-11-29T12:00:00.000000Z"}}}""", find.Query.Filter.ToJson());
        Assert.Equal(["-started", "msg_id"], SortOf(find));
        Assert.Equal((3, (int?)5, TaskKeys.All), (find.Query.Skip, find.Query.Limit, find.Query.Keys));
        Assert.Equal(LinqEnding.Sequence, find.Ending);
    }

    [Fact]
    public void All_tasks_are_one()
    {
        var find = Read(_db.Tasks)!;
        Assert.True(find.Query.Filter.IsEverything);
        Assert.Equal((0, (int?)null), (find.Query.Skip, find.Query.Limit));
    }

    [Fact]
    public void A_field_that_comes_again_in_an_order_decides_nothing() =>
        Assert.Equal(
            ["queue", "-label"], SortOf(Read(_db.Tasks.OrderBy(t => t.Queue).ThenByDescending(t => t.Label).ThenBy(t => t.Queue))!));

    [Fact]
    public void Less_than_nothing_is_nothing() => Assert.Equal((0, (int?)0), Page(Read(_db.Tasks.Skip(-2).Take(-1))!));

    [Fact]
    public void An_ending_takes_its_predicate_along()
    {
        Expression<Func<TaskRecord, bool>> isMux = t => t.Queue == "mux";
        var count = Expression.Call(typeof(Queryable), nameof(Queryable.Count), [typeof(TaskRecord)], _db.Tasks.Expression, isMux);
        var find = LinqFind.Of(count, _db.Provider.IsRoot)!;
        Assert.Equal(("""{"queue":"mux"}""", LinqEnding.Count), (find.Query.Filter.ToJson(), find.Ending));
    }

    /// <summary>Each of these says more than a question can, or the same in an order that means something else.</summary>
    [Fact]
    public void The_rest_is_the_stores_own()
    {
        Assert.Null(Read(_db.Tasks.Take(5).Skip(3)));
        Assert.Null(Read(_db.Tasks.Take(5).Where(t => t.Queue == "mux")));
        Assert.Null(Read(_db.Tasks.OrderBy(t => t.Queue).OrderBy(t => t.Label)));
        Assert.Null(Read(_db.Tasks.OrderBy(t => t.Label!.Length)));
        Assert.Null(Read(_db.Tasks.Where(t => t.Queue == t.Label)));
        Assert.Null(Read(_db.Tasks.Reverse()));
        Assert.Null(LinqFind.Of(_db.Tasks.Select(t => t.Label!.Length).Expression, _db.Provider.IsRoot));
        Assert.Null(LinqFind.Of(_db.Tasks.Select(t => t.Header["a"]).Expression, _db.Provider.IsRoot));
        Assert.Null(LinqFind.Of(_db.Tasks.Select(t => new { t.MsgId, _db.Tasks }).Expression, _db.Provider.IsRoot));
        Assert.Null(LinqFind.Of(_db.Tasks.GroupBy(t => t.Queue).Expression, _db.Provider.IsRoot));
    }

    [Fact]
    public void A_selector_of_fields_asks_for_their_keys()
    {
        var find = LinqFind.Of(
            _db.Tasks.Where(t => t.Queue == "mux")
                .Select(t => new { t.Label, Again = t.Label, t.Started }).Expression, _db.Provider.IsRoot);
        Assert.Equal(["msg_id", "label", "started"], find!.Query.Keys.Fields.Select(field => field.Key));
        Assert.Equal(
            ["msg_id"],
            LinqFind.Of(_db.Tasks.Select(t => t.MsgId).Expression, _db.Provider.IsRoot)!.Query.Keys.Fields.Select(field => field.Key));
    }

    private LinqFind? Read(IQueryable<TaskRecord> query) => LinqFind.Of(query.Expression, _db.Provider.IsRoot);

    private static IEnumerable<string> SortOf(LinqFind find) =>
        find.Query.Sort.Select(sort => sort.Descending ? $"-{sort.Field.Key}" : sort.Field.Key);

    private static (int Skip, int? Limit) Page(LinqFind find) => (find.Query.Skip, find.Query.Limit);
}
