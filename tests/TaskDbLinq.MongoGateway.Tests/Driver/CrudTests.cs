using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.MongoGateway.Tests.Driver;

public sealed class CrudTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly FilterDefinition<BsonDocument> All = FilterDefinition<BsonDocument>.Empty;

    [Fact]
    public void Inserts_reads_updates_and_deletes()
    {
        var things = engine.Collection();
        things.InsertOne(new BsonDocument { { "_id", 1 }, { "name", "one" } });
        things.InsertMany([new BsonDocument("_id", 2), new BsonDocument("_id", 3)]);

        var updated = things.UpdateOne(new BsonDocument("_id", 1), BsonDocument.Parse("{$set: {name: 'uno'}}"));
        Assert.Equal((1, 1), (updated.MatchedCount, updated.ModifiedCount));
        var upserted = things.UpdateOne(
            new BsonDocument("_id", 9), BsonDocument.Parse("{$set: {x: 1}}"), new UpdateOptions { IsUpsert = true });
        Assert.Equal(9, upserted.UpsertedId.AsInt32);
        Assert.Equal(1, things.ReplaceOne(new BsonDocument("_id", 2), new BsonDocument("name", "zwei")).ModifiedCount);
        Assert.Equal(1, things.DeleteOne(new BsonDocument("_id", 3)).DeletedCount);

        string[] left = ["{_id: 1, name: 'uno'}", "{_id: 2, name: 'zwei'}", "{_id: 9, x: 1}"];
        Assert.Equal(left.Select(BsonDocument.Parse), things.Find(All).Sort("{_id: 1}").ToEnumerable());
    }

    [Fact]
    public void Mixed_bulk_writes_report_their_counts()
    {
        var things = engine.Collection("{_id: 1}", "{_id: 2}");
        var result = things.BulkWrite(
        [
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 3)),
            new UpdateManyModel<BsonDocument>(All, "{$set: {seen: true}}"),
            new DeleteOneModel<BsonDocument>("{_id: 1}"),
        ]);
        Assert.Equal((1, 3, 1), (result.InsertedCount, result.ModifiedCount, result.DeletedCount));
    }

    [Fact]
    public void Unacknowledged_writes_arrive()
    {
        var things = engine.Collection();
        things.WithWriteConcern(WriteConcern.Unacknowledged).InsertOne(new BsonDocument("_id", 1));
        Assert.True(SpinWait.SpinUntil(() => things.CountDocuments(All) == 1, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Sorts_skips_limits_and_projects()
    {
        var things = engine.Collection([.. Enumerable.Range(0, 10).Select(i => $"{{_id: {i}, a: {i * i}, b: 'x'}}")]);
        var found = things.Find(All).Sort("{_id: -1}").Skip(2).Limit(3).Project("{a: 1, _id: 0}").ToList();
        Assert.Equal([49, 36, 25], found.Select(document => document["a"].AsInt32));
        Assert.All(found, document => Assert.Equal(["a"], document.Names));
    }

    [Fact]
    public void Counts_and_lists_distinct_values()
    {
        var things = engine.Collection("{_id: 1, a: 1}", "{_id: 2, a: 2}", "{_id: 3, a: 1}");
        Assert.Equal(2, things.CountDocuments("{a: 1}"));
        Assert.Equal(3, things.EstimatedDocumentCount());
        Assert.Equal([1, 2], things.Distinct<int>("a", All).ToList().Order());
    }

    [Fact]
    public void Groups()
    {
        var things = engine.Collection("{a: 1, n: 2}", "{a: 2, n: 3}", "{a: 1, n: 5}");
        var sums = things.Aggregate().Group("{_id: '$a', sum: {$sum: '$n'}}").Sort("{_id: 1}").ToList();
        Assert.Equal([7, 3], sums.Select(sum => sum["sum"].AsInt32));
    }

    [Fact]
    public void Finds_and_modifies()
    {
        var things = engine.Collection("{_id: 1, n: 1}");
        var after = new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After };
        Assert.Equal(2, things.FindOneAndUpdate("{_id: 1}", "{$inc: {n: 1}}", after)["n"].AsInt32);
        Assert.Equal(2, things.FindOneAndDelete("{_id: 1}")["n"].AsInt32);
        Assert.Null(things.FindOneAndDelete("{_id: 1}"));
    }

    [Fact]
    public void Lists_creates_renames_and_drops_collections()
    {
        var database = engine.Database;
        database.CreateCollection("fresh");
        Assert.Contains("fresh", database.ListCollectionNames().ToEnumerable());
        database.RenameCollection("fresh", "renamed");
        Assert.Contains("renamed", database.ListCollectionNames().ToEnumerable());
        database.DropCollection("renamed");
        database.DropCollection("renamed");
        Assert.DoesNotContain("renamed", database.ListCollectionNames().ToEnumerable());
        engine.Collection("{_id: 1}");
        Assert.Contains(
            database.DatabaseNamespace.DatabaseName, database.Client.ListDatabaseNames().ToEnumerable());
    }
}
