using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>The order by a path that leads through arrays: an element without the path counts as null.</summary>
public sealed class ArrayOrderTests : WireTest
{
    private const string Variable = "TASKDB_TEST_MONGODB";

    private static readonly (string Id, string Header)[] Rows =
    [
        ("all", """{"l": [{"n": 3}, {"n": 5}]}"""),
        ("deep", """{"l": [{"n": [4, 9]}, {"n": 6}]}"""),
        ("empty", """{"l": []}"""),
        ("gap", """{"l": [{"n": 7}, {}]}"""),
        ("none", """{}"""),
        ("one", """{"l": {"n": 4}}"""),
        ("plain", """{"l": [{"n": 8}, 2]}"""),
        ("text", """{"l": [{"n": "x"}, {"n": 1}]}"""),
    ];

    [Theory]
    [InlineData("'header.l.n': 1", "empty gap none plain text all deep one")]
    [InlineData("'header.l.n': -1", "text deep plain gap all one empty none")]
    [InlineData("'header.l.1.n': 1", "empty gap none one plain text all deep")]
    [InlineData("'header.l.1.n': -1", "deep all text empty gap none one plain")]
    public void An_element_without_the_path_counts_as_null(string sort, string expected) =>
        Assert.Equal(expected, string.Join(' ', Order(Tasks, sort)));

    /// <summary>
    /// Not asked: whether an empty array is below null, where the engine of the tests sees no difference and MongoDB's manual has one, and
    /// an array behind a position.
    /// </summary>
    [Fact]
    public async Task The_engine_has_the_same_order()
    {
        var uri = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(uri),
            $"needs a MongoDB-compatible server: set {Variable} to its connection string (tests/mongo-engine/engine.sh start)");
        using var client = new MongoClient(uri);
        var name = $"taskdb_order_{Guid.NewGuid():N}";
        try
        {
            var engine = client.GetDatabase(name).GetCollection<BsonDocument>("task_records");
            await engine.InsertManyAsync(
                Rows.Select(row => new BsonDocument { ["_id"] = row.Id, ["header"] = BsonDocument.Parse(row.Header) }),
                cancellationToken: Cancel);
            foreach (var path in (string[])["header.l.n", "header.l.1.n", "header.l.1"])
            {
                foreach (var direction in (int[])[1, -1])
                {
                    var sort = $"'{path}': {direction}";
                    Assert.Equal($"{sort}: {string.Join(' ', Order(engine, sort))}", $"{sort}: {string.Join(' ', Order(Tasks, sort))}");
                }
            }
        }
        finally
        {
            await client.DropDatabaseAsync(name, CancellationToken.None);
        }
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.WriteAsync(
            TaskBatch.Add(Rows.Select(row => new TaskRecord { MsgId = row.Id, Header = Document.Parse(row.Header) })), Cancel);
    }

    private static IEnumerable<string> Order(IMongoCollection<BsonDocument> tasks, string sort) =>
        tasks.Find(new BsonDocument()).Sort($"{{ {sort}, _id: 1 }}").ToList(Cancel).Select(task => task["_id"].AsString);
}
