using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Finding;

/// <summary>Updates, read from documents.</summary>
public class UpdateDocumentTests
{
    [Fact]
    public void A_document_is_read_whole()
    {
        var update = UpdateDocument.Parse("""{"$set": {"a": {"$date": "2026-01-02T03:04:05Z"}, "b.c": null}, "$inc": {"n": 1}, "$currentDate": {"d": {"$type": "date"}}}""");
        Assert.Equal(
            ["$set a", "$set b.c", "$inc n", "$currentDate d"], update.Changes.Select(change => $"{change.Operator} {change.Field}"));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), (DateTime?)update.Changes[0].Operand);
    }

    [Theory]
    [InlineData("[]", "expected an update such as {\"$set\": {\"label\": \"x\"}}, not []")]
    [InlineData("{}", "the update changes nothing")]
    [InlineData("""{"label": 1}""", "label: an update has operators, such as $set, and fields in them")]
    [InlineData("""{"$sett": {"a": 1}}""", "$sett: unknown operator '$sett'; did you mean '$set'?")]
    [InlineData("""{"$set": 1}""", "$set: expected a document of fields, not 1")]
    [InlineData("""{"$inc": {"a": "1"}}""", "$inc.a: expected a number, not \"1\"")]
    [InlineData("""{"$currentDate": {"a": 1}}""", "$currentDate.a: expected true or {\"$type\": \"date\"}, not 1")]
    [InlineData("""{"$set": {"a.b": 1}, "$inc": {"a": 1}}""", "$inc.a: 'a.b' is changed, too, by $set: one field is changed once")]
    [InlineData("""{"$set": {"a": 1}, "$unset": {"a.b": 1}}""", "$unset.a.b: 'a' is changed, too, by $set: one field is changed once")]
    [InlineData("""{"$set": {"a.0": 1}}""", "$set.a.0: '0' is a position in a list: updates know names only")]
    [InlineData("""{"$set": {"a..b": 1}}""", "$set.a..b: a name is empty")]
    [InlineData("""{"$set": {"a.$": 1}}""", "$set.a.$: '$' begins with $, which a name here can't")]
    public void What_is_wrong_is_said_with_its_path(string json, string expected) =>
        Assert.Equal(expected, Assert.Single(Assert.Throws<QueryException>(() => UpdateDocument.Parse(json)).Problems).ToString());

    [Fact]
    public void An_allow_list_holds_for_the_fields()
    {
        var options = FilterOptions.Default.Allow(fields: ["a"], operators: ["$eq"]);
        Assert.Single(UpdateDocument.Parse("""{"$set": {"a.b": 1}}""", options).Changes);
        Assert.Equal(
            "$set.b: this field is not allowed here", Assert.Single(Assert.Throws<QueryException>(() => UpdateDocument.Parse("""{"$set": {"b": 1}}""", options)).Problems).ToString());
    }

    [Fact]
    public async Task A_backend_without_the_operation_sets_whole_fields_and_refuses_the_rest()
    {
        ITaskDb db = new Plain();
        await db.AddAsync(new TaskRecord { MsgId = "a" }, TestContext.Current.CancellationToken);
        Assert.Equal(1, await db.UpdateMatchingAsync(Filter.Everything, UpdateDocument.Parse("""{"$set": {"label": "x"}}"""), TestContext.Current.CancellationToken));
        Assert.Equal("x", (await db.GetAsync("a", TestContext.Current.CancellationToken)).Label);
        var error = await Assert.ThrowsAsync<QueryException>(() =>
            db.UpdateMatchingAsync(Filter.Everything, UpdateDocument.Parse("""{"$inc": {"header.n": 1}}"""), TestContext.Current.CancellationToken));
        Assert.Contains("Plain can't change a value by what it was", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A backend of somebody else, written before there were updates as data.</summary>
    private sealed class Plain : ITaskDb
    {
        private readonly ITaskDb _inner = new DictDb();

        public IQueryable<TaskRecord> Tasks => _inner.Tasks;

        public IEnumerable<TaskRow> Query(TaskQuery query) => _inner.Query(query);

        public IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, CancellationToken cancellationToken = default) =>
            _inner.QueryAsync(query, cancellationToken);

        public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default) =>
            _inner.CountAsync(filter, cancellationToken);

        public Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
            _inner.GetAsync(msgId, cancellationToken);

        public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default) =>
            _inner.TryGetAsync(msgId, cancellationToken);

        public Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
            _inner.GetHistoryAsync(cancellationToken);

        public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default) => _inner.AddAsync(task, cancellationToken);

        public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default) =>
            _inner.UpdateAsync(msgId, update, cancellationToken);

        public Task DropAsync(string msgId, CancellationToken cancellationToken = default) => _inner.DropAsync(msgId, cancellationToken);

        public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default) =>
            _inner.DropMatchingAsync(filter, cancellationToken);

        public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default) =>
            _inner.WriteAsync(batch, cancellationToken);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
