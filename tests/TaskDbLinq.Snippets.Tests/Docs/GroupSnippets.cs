using TaskDbLinq;
using Xunit;

namespace Shop;

/// <summary>The C# of docs/groups.md, compiled and run.</summary>
public sealed class GroupSnippets
{
    private static readonly DateTime Then = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Tasks_are_grouped_by_a_document()
    {
        await using ITaskDb db = new DictDb();
        await db.AddAsync(
            new TaskRecord { MsgId = "a", EngineUuid = "e1", Completed = Then, Header = Document.Of(("msg_type", "apply_request")) });
        await db.AddAsync(
            new TaskRecord { MsgId = "b", EngineUuid = "e1", Completed = Then, Header = Document.Of(("msg_type", "apply_request")) });
        await db.AddAsync(new TaskRecord { MsgId = "c", EngineUuid = "e2", Completed = Then });
        await db.AddAsync(new TaskRecord { MsgId = "d" });

        var question = GroupQuery.Parse("""
            { "filter": { "completed": { "$ne": null } },
              "group": ["engine_uuid", "header.msg_type"],
              "count": true, "min": { "first": "submitted" }, "max": { "last": "completed" }, "avg": { "retries": "metadata.retries" },
              "sort": ["-count"], "limit": 10 }
            """);
        var groups = await db.GroupAsync(question);
        var busiest = groups[0]["engine_uuid"];     // and groups[0]["header.msg_type"], groups[0]["count"], groups[0]["last"]
        Assert.Equal("e1", (string?)busiest);
        var lines = groups.Select(group => $"{group["engine_uuid"]} {group["header.msg_type"]}: {group["count"]}");
        Assert.Equal(["\"e1\" \"apply_request\": 2", "\"e2\" null: 1"], lines);
        var plain = new GroupQuery { Keys = ["label"], Values = [new("n", GroupAggregate.Count)] };
        Assert.Equal("""{"label":null,"n":4}""", (await db.GroupAsync(plain)).Single().ToString());
    }
}
