using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace TaskDbLinq.MongoGateway.Tests.Driver;

public sealed class LargeDataTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly FilterDefinition<BsonDocument> All = FilterDefinition<BsonDocument>.Empty;

    [Theory]
    [InlineData(null, 1000)]
    [InlineData("{_id: -1}", 1000)]
    [InlineData("{b: 1, _id: 1}", null)]
    public void A_cursor_returns_every_document_once(string? sort, int? batch)
    {
        const int Count = 5000;
        var things = engine.Collection();
        things.InsertMany(Enumerable.Range(0, Count).Select(i => new BsonDocument { { "_id", i }, { "b", i % 7 } }));
        var found = things.Find(All, new FindOptions { BatchSize = batch }).Sort(sort).ToList();
        var ids = found.ConvertAll(document => document["_id"].AsInt32);
        Assert.Equal(Count, ids.Count);
        Assert.Equal(Enumerable.Range(0, Count), ids.Order());
    }

    [Fact]
    public void An_aggregation_cursor_and_an_abandoned_one_work()
    {
        var things = engine.Collection();
        things.InsertMany(Enumerable.Range(0, 1000).Select(i => new BsonDocument("_id", i)));
        var options = new AggregateOptions { BatchSize = 100 };
        Assert.Equal(1000, things.Aggregate(options).Group("{_id: '$_id'}").ToList().Count);
        using var abandoned = things.Find(All, new FindOptions { BatchSize = 10 }).ToCursor();
        Assert.True(abandoned.MoveNext());
    }

    [Fact]
    public void A_document_of_twelve_megabytes_survives()
    {
        var things = engine.Collection();
        var data = Bytes(12 * 1024 * 1024);
        things.InsertOne(new BsonDocument { { "_id", 1 }, { "data", data } });
        Assert.Equal(data, things.Find("{_id: 1}").Single()["data"].AsByteArray);
    }

    [Fact]
    public void A_file_of_twenty_megabytes_survives()
    {
        var bucket = new GridFSBucket(engine.Database);
        var data = Bytes(20 * 1024 * 1024);
        var id = bucket.UploadFromBytes("twenty", data);
        Assert.Equal(data, bucket.DownloadAsBytes(id));
    }

    [Fact]
    public void Fifty_thousand_documents_in_one_bulk_arrive()
    {
        var things = engine.Collection();
        var numbers = Enumerable.Range(0, 50_000);
        things.InsertMany(numbers.Select(i => new BsonDocument { { "_id", i }, { "text", $"n{i}" } }));
        Assert.Equal(50_000, things.CountDocuments(All));
        Assert.Equal("n49999", things.Find("{_id: 49999}").Single()["text"].AsString);
    }

    [Fact]
    public async Task Many_clients_at_once_do_not_disturb_each_other()
    {
        var things = engine.Collection();
        var stop = TestContext.Current.CancellationToken;
        var crowd = new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), crowd, async (i, token) =>
        {
            await things.InsertOneAsync(new BsonDocument { { "_id", i }, { "a", i } }, null, token);
            var found = await things.Find(new BsonDocument("a", i)).SingleAsync(token);
            Assert.Equal(i, found["_id"].AsInt32);
        });
        Assert.Equal(400, await things.CountDocumentsAsync(All, null, stop));
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
