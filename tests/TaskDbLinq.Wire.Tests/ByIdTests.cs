using MongoDB.Bson;

namespace TaskDbLinq.Wire.Tests;

/// <summary>
/// Finds of one task by its id, of which all but the id is read once: each is answered as if it were the first. In every test the forms
/// are asked for twice, so that the second time they are known.
/// </summary>
public sealed class ByIdTests : WireTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.WriteAsync(
            TaskBatch.Add(
                new TaskRecord { MsgId = "a", Queue = "mux" },
                new TaskRecord { MsgId = "long-é日", Queue = "task" }),
            Cancel);
    }

    [Theory]
    [InlineData("filter: { msg_id: 'a' }, projection: { queue: 1 }", """{ "_id" : "a", "queue" : "mux" }""")]
    [InlineData("filter: { msg_id: 'long-é日' }, projection: { queue: 1 }", """{ "_id" : "long-é日", "queue" : "task" }""")]
    [InlineData("filter: { _id: 'a' }, projection: { queue: 1 }", """{ "_id" : "a", "queue" : "mux" }""")]
    [InlineData("filter: { msg_id: 'a' }, projection: { queue: 1, _id: 0 }", """{ "queue" : "mux" }""")]
    [InlineData("filter: { msg_id: 'a' }, projection: { queue: 1 }, skip: 1", "")]
    [InlineData("filter: { msg_id: 'a' }, projection: { queue: 1 }, batchSize: 0", "")]
    [InlineData("filter: { msg_id: 'none' }, projection: { queue: 1 }", "")]
    [InlineData("filter: { msg_id: 'a\\u0000' }, projection: { queue: 1 }", "")]
    [InlineData("filter: { msg_id: 'a', queue: 'task' }, projection: { queue: 1 }", "")]
    [InlineData("filter: { msg_id: { $ne: 'a' } }, projection: { queue: 1 }", """{ "_id" : "long-é日", "queue" : "task" }""")]
    public void Another_id_of_the_same_form_is_another_task(string question, string expected)
    {
        foreach (var _ in (int[])[1, 2])
        {
            Page("{ find: 'task_records', filter: { msg_id: 'long-é日' }, projection: { queue: 1 } }");
            Assert.Equal(expected, string.Join(' ', Page($"{{ find: 'task_records', {question} }}")));
        }
    }

    [Theory]
    [InlineData("filter: { msg_id: 'a' }, nonsense: 1", 40415)]
    [InlineData("filter: { msg_id: 'a' }, limit: 'one'", 14)]
    [InlineData("filter: { msg_id: 'a' }, projection: { a: 1, b: 0 }", 31254)]
    public void What_is_wrong_is_wrong_every_time(string question, int code)
    {
        foreach (var id in (string[])["'a'", "'b'"])
        {
            Assert.Equal(
                code, Run($"{{ find: 'task_records', {question.Replace("'a'", id, StringComparison.Ordinal)} }}")["code"].ToInt32());
        }
    }

    [Fact]
    public void A_text_that_is_not_UTF_8_is_refused_and_a_second_filter_too()
    {
        using var client = new WireClient(Server.Address);
        var known =
            new BsonDocument { { "find", "task_records" }, { "filter", new BsonDocument("msg_id", "XX") }, { "$db", "ipython-tasks" } };
        Assert.Equal(1, client.Ask(known)["ok"].ToDouble());
        var message = WireClient.Message(known);
        var at = message.AsSpan().IndexOf("XX"u8);
        (message[at], message[at + 1]) = (0xC3, 0x28);
        Assert.Equal(0, client.Ask(message)["ok"].ToDouble());

        var twice = new BsonDocument(allowDuplicateNames: true) { { "find", "task_records" } };
        twice.Add("filter", new BsonDocument("msg_id", "a")).Add("filter", new BsonDocument("msg_id", "b")).Add("$db", "ipython-tasks");
        Assert.Equal(0, client.Ask(twice)["ok"].ToDouble());
    }
}
