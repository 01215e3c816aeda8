using TaskDbLinq;
using Xunit;

namespace Shop;

/// <summary>The C# of docs/updates.md, compiled and run.</summary>
public sealed class UpdateSnippets
{
    [Fact]
    public async Task Tasks_are_changed_by_a_document()
    {
        await using ITaskDb db = new DictDb();
        await db.AddAsync(new TaskRecord { MsgId = "a" });
        await db.AddAsync(new TaskRecord { MsgId = "b", Completed = DateTime.UtcNow });

        var update = UpdateDocument.Parse("""
            { "$set": { "label": "again", "metadata.owner": "ann" }, "$inc": { "metadata.retries": 1 }, "$currentDate": { "received": true } }
            """);
        var changed = await db.UpdateMatchingAsync(Filter.Parse("""{ "completed": null }"""), update);

        Assert.Equal(1, changed);
        var task = await db.GetAsync("a");
        Assert.Equal("""{"owner":"ann","retries":1}""", task.Metadata.ToString());
        Assert.Equal("again", task.Label);
        Assert.NotNull(task.Received);
        var refusal = await Assert.ThrowsAsync<QueryException>(() => db.UpdateMatchingAsync(
            Filter.Everything, UpdateDocument.Parse("""{ "$inc": { "metadata.owner": 1 } }""")));
        Assert.Equal("$inc.metadata.owner", Assert.Single(refusal.Problems).Path);
    }
}
