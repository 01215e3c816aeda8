using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>Customers with nulls in every nullable column, and filters over them; names of the answers are written by hand.</summary>
public static class ShopCases
{
    public static readonly Customer[] Customers =
    [
        new()
        {
            Key = new Guid("00000000-0000-0000-0000-000000000001"), Name = "ann", Nick = "a", Priority = 1, Points = 5, Score = 1.5,
            Ratio = 0.5f, Balance = 10.5m,
            Active = true, Vip = true, Tier = Tier.PureGold, FormerTier = Tier.Basic, Joined = new(2026, 1, 2), LastSeen = Utc(3),
            Address = new() { City = "Rome", Country = new() { Code = "it" } }, Tags = ["x", "y"], Marks = [1, 2],
            Orders = [new() { Total = 5, Note = "n", Lines = [new() { Sku = "s", Quantity = 2 }] }, new() { Total = 20 }],
        },
        new()
        {
            Key = new Guid("00000000-0000-0000-0000-000000000002"), Name = "bob", Nick = null, Priority = null, Points = 9007199254740993,
            Score = -2, Ratio = null, Balance = 9.99m,
            Active = false, Vip = null, Tier = Tier.Basic, FormerTier = null, Joined = new(2026, 2, 3), LastSeen = null,
            Address = null, Tags = null, Marks = [], Orders = [],
        },
        new()
        {
            Key = new Guid("00000000-0000-0000-0000-000000000003"), Name = "cy", Nick = "\U0001F600", Priority = 4, Points = -3, Score = 3,
            Ratio = 1, Balance = 100m,
            Active = true, Vip = false, Tier = Tier.Silver, FormerTier = Tier.Silver, Joined = new(2026, 1, 3), LastSeen = Utc(5),
            Address = new() { City = null, Country = null }, Tags = [null, "y"], Marks = [7], Orders = [new() { Total = 7, Note = null }],
        },
    ];

    /// <summary>Filters, each with the names that it finds.</summary>
    public static TheoryData<string, string> Filters => new()
    {
        { """{"name":"ann"}""", "ann" },
        { """{"nick":null}""", "bob" },
        { """{"nick":{"$ne":"a"}}""", "bob cy" },
        { """{"nick":{"$gt":"\uFFFD"}}""", "cy" },
        { """{"priority":{"$gt":1}}""", "cy" },
        { """{"priority":{"$gte":1,"$lt":3.5}}""", "ann" },
        { """{"priority":{"$in":[null,4]}}""", "bob cy" },
        { """{"priority":{"$nin":[1]}}""", "bob cy" },
        { """{"priority":{"$mod":[3,1]}}""", "ann cy" },
        { """{"points":9007199254740993}""", "bob" },
        { """{"points":{"$gt":9007199254740992.0}}""", "bob" },
        { """{"score":{"$lte":1.5}}""", "ann bob" },
        { """{"ratio":{"$lt":1}}""", "ann" },
        { """{"score":{"$in":[3,{"$numberDouble":"NaN"}]}}""", "cy" },
        { """{"score":{"$nin":[9007199254740993,1.5]}}""", "bob cy" },
        { """{"$or":[{"score":9007199254740993},{"score":{"$numberDouble":"NaN"}},{"name":"ann"}]}""", "ann" },
        { """{"balance":{"$gt":9.99}}""", "ann cy" },
        { """{"balance":{"$in":[9.99,100]}}""", "bob cy" },
        { """{"active":true}""", "ann cy" },
        { """{"vip":{"$gte":false}}""", "ann cy" },
        { """{"vip":{"$lt":true}}""", "cy" },
        { """{"tier":"pure_gold"}""", "ann" },
        { """{"former_tier":{"$in":["Basic"]}}""", "ann" },
        { """{"key":{"$uuid":"00000000-0000-0000-0000-000000000002"}}""", "bob" },
        { """{"joined":{"$lt":"2026-02-01"}}""", "ann cy" },
        { """{"last_seen":{"$gt":"2026-01-04T00:00:00Z"}}""", "cy" },
        { """{"last_seen":{"$exists":false}}""", "bob" },
        { """{"name":{"$regex":"^[AB]","$options":"i"}}""", "ann bob" },
        { """{"name":{"$glob":"[!a]*"}}""", "bob cy" },
        { """{"address":null}""", "bob" },
        { """{"address.city":"Rome"}""", "ann" },
        { """{"address.country.code":null}""", "bob cy" },
        { """{"address.country.code":{"$ne":"it"}}""", "bob cy" },
        { """{"tags":"x"}""", "ann" },
        { """{"tags":{"$all":["x","y"]}}""", "ann" },
        { """{"tags":null}""", "bob cy" },
        { """{"tags":{"$size":2}}""", "ann cy" },
        { """{"tags":{"$elemMatch":{"$ne":"x"}}}""", "ann cy" },
        { """{"marks":{"$elemMatch":{"$gt":1,"$lt":5}}}""", "ann" },
        { """{"orders":{"$size":0}}""", "bob" },
        { """{"orders.total":{"$gt":6}}""", "ann cy" },
        { """{"orders":{"$elemMatch":{"total":{"$lt":6},"note":"n"}}}""", "ann" },
        { """{"orders.note":null}""", "ann cy" },
        { """{"orders.lines.sku":"s"}""", "ann" },
        { """{"$or":[{"nick":"a"},{"priority":{"$gt":3}}]}""", "ann cy" },
        { """{"$nor":[{"nick":"a"},{"priority":{"$gt":3}}]}""", "bob" },
        { """{"priority":{"$not":{"$gt":1,"$lt":9}}}""", "ann bob" },
    };

    private static DateTime Utc(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);
}
