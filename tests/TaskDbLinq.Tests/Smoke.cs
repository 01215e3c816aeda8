using TaskDbLinq.Documents;
using TaskDbLinq.Queries;
namespace TaskDbLinq.Tests;
public class Smoke
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData("{\"completed\": null}", true)]
    [InlineData("{\"started\": {\"$gte\": \"2026-11-23T20:00:00Z\", \"$lt\": \"2026-11-23T21:00:00Z\"}}", true)]
    [InlineData("{\"engine_uuid\": {\"$in\": [\"a\", \"b\", null]}}", true)]
    [InlineData("{\"engine_uuid\": {\"$nin\": [\"a\", \"b\"]}}", false)]
    [InlineData("{\"header.msg_type\": \"apply_request\"}", true)]
    [InlineData("{\"header.n\": {\"$mod\": [4, 1]}}", true)]
    [InlineData("{\"header.list\": {\"$elemMatch\": {\"x\": {\"$gt\": 1}}}}", true)]
    [InlineData("{\"header.list.x\": {\"$all\": [1, 2]}}", true)]
    [InlineData("{\"msg_id\": {\"$glob\": \"i[!x]*\"}}", true)]
    [InlineData("{\"$nor\": [{\"msg_id\": \"x\"}, {\"stdout\": {\"$regex\": \"q\", \"$options\": \"i\"}}]}", true)]
    [InlineData("{\"msg_id\": {\"$gt\": \"ic\", \"$not\": {\"$lt\": \"a\"}}}", true)]
    [InlineData("{\"error\": null, \"completed\": {\"$exists\": false}, \"started\": {\"$type\": \"date\"}}", true)]
    public void Works(string filter, bool expected)
    {
        var task = new TaskRecord { MsgId = "id", EngineUuid = "a", Started = new DateTime(2026, 11, 23, 20, 30, 0, DateTimeKind.Utc),
            Header = Document.Parse("{\"msg_type\": \"apply_request\", \"n\": 5, \"list\": [{\"x\": 1}, {\"x\": 2}]}") };
        var query = MongoQuery.Parse(filter);
        Assert.Equal(expected, query.ToPredicate<TaskRecord>()(task));
        Assert.Equal(expected, query.ToExpression<TaskRecord>().Compile()(task));
        Assert.Equal(query.ToJson(), MongoQuery.Parse(query.ToJson()).ToJson());
        TestContext.Current.SendDiagnosticMessage(query.ToJson() + " " + query.ToExpression<TaskRecord>());
    }
}
