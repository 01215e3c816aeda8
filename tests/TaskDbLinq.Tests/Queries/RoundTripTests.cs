using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Dictionary to expression and back, operator by operator; the expected filters are written by hand.</summary>
public class RoundTripTests
{
    [Theory]

    // Equality, order and null.
    [InlineData("""{"name":"a"}""", null)]
    [InlineData("""{"name":{"$eq":"a"}}""", """{"name":"a"}""")]
    [InlineData("""{"nick":null}""", null)]
    [InlineData("""{"nick":{"$ne":null}}""", null)]
    [InlineData("""{"nick":{"$ne":"a"}}""", null)]
    [InlineData("""{"name":{"$gt":"a","$lte":"b"}}""", null)]
    [InlineData("""{"priority":{"$gte":1,"$lt":5}}""", null)]
    [InlineData("""{"priority":{"$gt":2.5}}""", """{"priority":{"$gte":3}}""")]
    [InlineData("""{"priority":{"$gte":null}}""", """{"priority":null}""")]
    [InlineData("""{"priority":{"$lt":null}}""", """{"$nor":[{}]}""")]
    [InlineData("""{"points":{"$gt":3000000000}}""", null)]
    [InlineData("""{"score":1.5}""", null)]
    [InlineData("""{"score":{"$gte":{"$numberDouble":"NaN"}}}""", """{"score":{"$numberDouble":"NaN"}}""")]
    [InlineData("""{"ratio":{"$lt":0.5}}""", null)]
    [InlineData("""{"balance":{"$gte":10}}""", null)]
    [InlineData("""{"active":true}""", null)]
    [InlineData("""{"active":{"$ne":true}}""", null)]
    [InlineData("""{"active":{"$gt":false}}""", """{"active":true}""")]
    [InlineData("""{"vip":{"$lte":false}}""", """{"vip":false}""")]
    [InlineData("""{"tier":"PureGold"}""", null)]
    [InlineData("""{"former_tier":{"$ne":"Silver"}}""", null)]
    [InlineData("""{"joined":{"$gte":"2026-01-02"}}""", """{"joined":{"$gte":{"$date":"2026-01-02T00:00:00.000000Z"}}}""")]
    [InlineData("""{"last_seen":{"$lt":"2026-01-02T03:04:05Z"}}""", """{"last_seen":{"$lt":{"$date":"2026-01-02T03:04:05.000000Z"}}}""")]

    // Lists.
    [InlineData("""{"name":{"$in":["a","b"]}}""", null)]
    [InlineData("""{"nick":{"$in":[null,"a"]}}""", null)]
    [InlineData("""{"nick":{"$in":["a",null,{"$regularExpression":{"pattern":"^b","options":"i"}}]}}""",
        """{"nick":{"$in":[null,"a",{"$regularExpression":{"pattern":"^b","options":"i"}}]}}""")]
    [InlineData("""{"priority":{"$in":[1,2]}}""", null)]
    [InlineData("""{"priority":{"$nin":[1,2]}}""", null)]
    [InlineData("""{"priority":{"$nin":[null,1]}}""", null)]
    [InlineData("""{"name":{"$in":[]}}""", """{"$nor":[{}]}""")]
    [InlineData("""{"name":{"$nin":[]}}""", """{}""")]

    // Other operators on values.
    [InlineData("""{"points":{"$mod":[4,1]}}""", null)]
    [InlineData("""{"priority":{"$not":{"$mod":[4,-1]}}}""", null)]
    [InlineData("""{"name":{"$regex":"^a.b","$options":"is"}}""", null)]
    [InlineData("""{"name":{"$glob":"a*"}}""", """{"name":{"$regex":"\\Aa.*\\z","$options":"s"}}""")]
    [InlineData("""{"nick":{"$not":{"$regex":"a"}}}""", null)]
    [InlineData("""{"nick":{"$exists":true}}""", """{"nick":{"$ne":null}}""")]
    [InlineData("""{"nick":{"$exists":false}}""", """{"nick":null}""")]
    [InlineData("""{"nick":{"$type":"string"}}""", """{"nick":{"$ne":null}}""")]
    [InlineData("""{"nick":{"$type":["null","string"]}}""", """{"$or":[{"nick":null},{"nick":{"$ne":null}}]}""")]
    [InlineData("""{"$comment":"x"}""", """{}""")]

    // Not, and, or, nor.
    [InlineData("""{"priority":{"$not":{"$gt":5}}}""", null)]
    [InlineData("""{"priority":{"$not":{"$gt":1,"$lt":5}}}""", null)]
    [InlineData("""{"priority":{"$not":{"$eq":5}}}""", """{"priority":{"$ne":5}}""")]
    [InlineData("""{"name":"a","priority":{"$gt":1}}""", null)]
    [InlineData("""{"$and":[{"name":"a"},{"priority":1}]}""", """{"name":"a","priority":1}""")]
    [InlineData("""{"$and":[{"priority":{"$ne":1}},{"priority":{"$ne":2}}]}""", """{"priority":{"$nin":[1,2]}}""")]
    [InlineData("""{"$or":[{"name":"a"},{"priority":{"$gt":1}}]}""", null)]
    [InlineData("""{"$or":[{"name":"a"},{"priority":{"$gt":1},"nick":"n"}]}""", null)]
    [InlineData("""{"$nor":[{"name":"a"},{"priority":{"$gt":1}}]}""", null)]
    [InlineData("""{"$nor":[{"name":"a"}]}""", """{"name":{"$ne":"a"}}""")]
    [InlineData("""{}""", null)]

    // Nested objects: the null guards of C# disappear.
    [InlineData("""{"address.city":"a"}""", null)]
    [InlineData("""{"address.country.code":{"$gt":"a"}}""", null)]
    [InlineData("""{"address.country.code":null}""", null)]
    [InlineData("""{"address.country.code":{"$ne":"a"}}""", null)]
    [InlineData("""{"address.country.code":{"$not":{"$gt":"a","$lt":"c"}}}""", null)]
    [InlineData("""{"address":null}""", null)]
    [InlineData("""{"address.city":{"$in":[null,"a"]}}""", null)]

    // Collections.
    [InlineData("""{"tags":"x"}""", null)]
    [InlineData("""{"tags":{"$ne":"x"}}""", null)]
    [InlineData("""{"tags":{"$all":["x","y","z"]}}""", null)]
    [InlineData("""{"tags":{"$in":["x","y"]}}""", null)]
    [InlineData("""{"tags":{"$size":2}}""", null)]
    [InlineData("""{"tags":{"$not":{"$size":2}}}""", null)]
    [InlineData("""{"tags":{"$exists":true}}""", null)]
    [InlineData("""{"tags":{"$exists":false}}""", null)]
    [InlineData("""{"marks":{"$elemMatch":{"$gt":1,"$lt":5}}}""", null)]
    [InlineData("""{"marks":{"$elemMatch":{"$not":{"$gt":1}}}}""", null)]
    [InlineData("""{"marks":{"$gt":1,"$lt":5}}""", null)]
    [InlineData("""{"orders":{"$elemMatch":{"total":{"$gt":5},"note":null}}}""", null)]
    [InlineData("""{"orders":{"$all":[{"$elemMatch":{"total":1}},{"$elemMatch":{"total":2}}]}}""", null)]
    [InlineData("""{"orders.total":{"$gt":5}}""", """{"orders":{"$elemMatch":{"total":{"$gt":5}}}}""")]
    [InlineData("""{"orders.total":null}""", """{"$or":[{"orders":{"$exists":false}},{"orders":{"$elemMatch":{"$eq":null}}}]}""")]
    [InlineData("""{"orders.note":null}""", """{"$or":[{"orders":{"$exists":false}},{"orders":{"$elemMatch":{"note":null}}}]}""")]
    [InlineData("""{"orders.lines.sku":"s"}""", """{"orders":{"$elemMatch":{"lines":{"$elemMatch":{"sku":"s"}}}}}""")]
    [InlineData("""{"orders":{"$elemMatch":{"$or":[{"note":null},{"lines":{"$size":0}}]}}}""", null)]
    public void Customers_come_back(string filter, string? expected)
    {
        var back = Filter.FromExpression(Filter.ToExpression<Customer>(filter));
        Assert.Equal(expected ?? filter, back.ToJson());
        Assert.Equal(back.ToJson(), Filter.FromExpression(back.ToExpression<Customer>()).ToJson());
    }

    [Theory]
    [InlineData("""{"completed":null,"engine_uuid":{"$in":["a","b"]}}""")]
    [InlineData("""{"started":{"$gte":{"$date":"2026-11-23T20:00:00.000000Z"},"$lt":{"$date":"2026-11-23T21:00:00.000000Z"}}}""")]
    [InlineData("""{"header.msg_type":"apply_request"}""")]
    [InlineData("""{"header.n":{"$gt":1,"$lte":5.5}}""")]
    [InlineData("""{"header.n":{"$ne":null}}""")]
    [InlineData("""{"header.a.b.0":{"$in":[null,1,"x",{"$regularExpression":{"pattern":"^b","options":"i"}}]}}""")]
    [InlineData("""{"header.a":{"$nin":[1]}}""")]
    [InlineData("""{"header.a":{"$not":{"$size":2}}}""")]
    [InlineData("""{"header.a":{"$exists":false}}""")]
    [InlineData("""{"header.a":{"$type":["int","string"]}}""")]
    [InlineData("""{"header.a":{"$mod":[4,1]}}""")]
    [InlineData("""{"header.a":{"$all":[1,[2]]}}""")]
    [InlineData("""{"header.a":{"$elemMatch":{"b":1,"c":{"$gt":2}}}}""")]
    [InlineData("""{"header.a":{"$elemMatch":{"$gt":1,"$lt":5}}}""")]
    [InlineData("""{"header.a":{"$regex":"x","$options":"i"}}""")]
    [InlineData("""{"header.a":{"b":1,"c":[2]}}""")]
    [InlineData("""{"header":{"a":1}}""")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":{"$ne":null}}""")]
    [InlineData("""{"$nor":[{"header.a":1},{"header.b":{"$lt":{"$date":"2026-11-23T20:00:00.000000Z"}}}]}""")]
    public void Tasks_come_back_as_they_were(string filter)
    {
        var back = Filter.FromExpression(Filter.ToExpression<TaskRecord>(filter));
        Assert.Equal(filter, back.ToJson());
    }
}
