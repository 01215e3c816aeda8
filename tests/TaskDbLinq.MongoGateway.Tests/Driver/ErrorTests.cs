using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Tests.Driver;

public sealed class ErrorTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Fact]
    public void A_duplicate_key_looks_like_one()
    {
        var things = engine.Collection("{_id: 1}");
        var problem = Assert.Throws<MongoWriteException>(() => things.InsertOne(new BsonDocument("_id", 1)));
        Assert.Equal(ServerErrorCategory.DuplicateKey, problem.WriteError.Category);
        Assert.Equal(11000, problem.WriteError.Code);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void An_ordered_bulk_stops_at_the_duplicate_and_an_unordered_one_goes_on(bool ordered, int inserted)
    {
        var things = engine.Collection("{_id: 1}");
        BsonDocument[] documents = [new("_id", 0), new("_id", 1), new("_id", 2)];
        var problem = Assert.Throws<MongoBulkWriteException<BsonDocument>>(
            () => things.InsertMany(documents, new InsertManyOptions { IsOrdered = ordered }));
        Assert.Equal(1, Assert.Single(problem.WriteErrors).Index);
        Assert.Equal(inserted, problem.Result.InsertedCount);
    }

    [Fact]
    public void A_unique_index_holds_as_soon_as_it_is_created()
    {
        var things = engine.Collection("{_id: 1, a: 1}");
        var unique = new CreateIndexModel<BsonDocument>("{a: 1}", new CreateIndexOptions { Unique = true });
        Assert.Equal("a_1", things.Indexes.CreateOne(unique));
        Assert.Equal("a_1", things.Indexes.CreateOne(unique));
        var problem = Assert.Throws<MongoWriteException>(
            () => things.InsertOne(BsonDocument.Parse("{_id: 2, a: 1}")));
        Assert.Equal(ServerErrorCategory.DuplicateKey, problem.WriteError.Category);
        Assert.Equal(["_id_", "a_1"], things.Indexes.List().ToList().Select(index => index["name"].AsString));

        things.Indexes.DropOne("a_1");
        things.InsertOne(BsonDocument.Parse("{_id: 2, a: 1}"));
        var conflict = Assert.Throws<MongoCommandException>(() => things.Indexes.CreateOne(unique));
        Assert.Equal(11000, conflict.Code);
    }

    [Theory]
    [InlineData("{a: {$regex: '('}}", 51091)]
    [InlineData("{$nonsense: 1}", 2)]
    [InlineData("{a: {$nonsense: 1}}", 2)]
    public void A_bad_filter_is_refused_with_its_code(string filter, int code)
    {
        var things = engine.Collection("{_id: 1}");
        Assert.Equal(code, Assert.Throws<MongoCommandException>(() => things.Find(filter).ToList()).Code);
    }

    [Fact]
    public void An_unknown_command_is_reported_as_such()
    {
        var problem = Assert.Throws<MongoCommandException>(
            () => engine.Database.RunCommand<BsonDocument>(new BsonDocument("noSuchCommand", 1)));
        Assert.Equal(("CommandNotFound", 59), (problem.CodeName, problem.Code));
    }
}
