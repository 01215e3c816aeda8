using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Filters over plain classes: names, types, and what is refused; expectations are written by hand.</summary>
public class AnyRecordTypeTests
{
    private static readonly Customer Ann = new()
    {
        Id = 7,
        Name = "ann",
        Priority = 3,
        Points = 9007199254740993,
        Score = 1.5,
        Balance = 9.99m,
        Active = true,
        Tier = Tier.PureGold,
        Key = new Guid("01234567-89ab-cdef-0123-456789abcdef"),
        Joined = new(2026, 1, 2),
        LastSeen = new(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc),
        Address = new() { City = "Rome" },
        Tags = ["x", null],
        Marks = [1, 5],
        Orders = [new() { Total = 5, Note = "n" }, new() { Total = 20, Lines = [new() { Sku = "s", Quantity = 2 }] }],
    };

    [Theory]
    [InlineData("""{"LastSeen":{"$ne":null}}""", true)]
    [InlineData("""{"lastSeen":{"$ne":null}}""", true)]
    [InlineData("""{"last_seen":{"$ne":null}}""", true)]
    [InlineData("""{"Address.City":"Rome"}""", true)]
    [InlineData("""{"address.city":{"$in":["Rome","Bonn"]}}""", true)]
    [InlineData("""{"address.country.code":null}""", true)]
    [InlineData("""{"address.country.code":{"$exists":true}}""", false)]
    [InlineData("""{"points":9007199254740992.0}""", false)]
    [InlineData("""{"points":{"$gt":9007199254740992.0}}""", true)]
    [InlineData("""{"balance":9.99}""", true)]
    [InlineData("""{"balance":{"$numberDecimal":"9.990"}}""", true)]
    [InlineData("""{"tier":"PureGold"}""", true)]
    [InlineData("""{"tier":"pureGold"}""", true)]
    [InlineData("""{"tier":2}""", true)]
    [InlineData("""{"former_tier":null}""", true)]
    [InlineData("""{"key":"01234567-89ab-cdef-0123-456789abcdef"}""", true)]
    [InlineData("""{"joined":{"$gte":"2026-01-03"}}""", false)]
    [InlineData("""{"last_seen":"2026-01-03T01:00:00+01:00"}""", true)]
    [InlineData("""{"tags":null}""", true)]
    [InlineData("""{"tags":{"$ne":"x"}}""", false)]
    [InlineData("""{"marks":{"$gt":1,"$lt":5}}""", true)]
    [InlineData("""{"marks":{"$elemMatch":{"$gt":1,"$lt":5}}}""", false)]
    [InlineData("""{"orders.total":{"$gt":10},"orders.note":"n"}""", true)]
    [InlineData("""{"orders":{"$elemMatch":{"total":{"$gt":10},"note":"n"}}}""", false)]
    [InlineData("""{"orders.lines.sku":"s"}""", true)]
    [InlineData("""{"orders":{"$size":2}}""", true)]
    public void A_filter_on_a_customer(string filter, bool expected)
    {
        Assert.Equal(expected, Filter.Parse(filter).ToPredicate<Customer>()(Ann));
        Assert.Equal(expected, Filter.ToExpression<Customer>(filter).Compile()(Ann));
        Assert.Equal(!expected, Filter.Parse($$"""{"$nor":[{{filter}}]}""").ToPredicate<Customer>()(Ann));
    }

    [Theory]
    [InlineData("""{"nmae":1}""", "nmae", "did you mean 'name'?")]
    [InlineData("""{"address.town":1}""", "address.town", "unknown field 'town'")]
    [InlineData("""{"name":1}""", "name", "expected a string")]
    [InlineData("""{"priority":"high"}""", "priority", "holds a number")]
    [InlineData("""{"tier":"Bronze"}""", "tier", "one of Basic, Silver, PureGold")]
    [InlineData("""{"tier":{"$gt":"Basic"}}""", "tier.$gt", "no order")]
    [InlineData("""{"key":{"$lt":"01234567-89ab-cdef-0123-456789abcdef"}}""", "key.$lt", "no order")]
    [InlineData("""{"name.first":"a"}""", "name.first", "has no field 'first'")]
    [InlineData("""{"orders.0.total":1}""", "orders.0.total", "no index")]
    [InlineData("""{"address":{"city":"Rome"}}""", "address", "null or not")]
    [InlineData("""{"score":{"$mod":[2,0.5]}}""", "score.$mod", "can't divide")]
    public void What_does_not_fit_is_said(string filter, string path, string reason)
    {
        var fault = Assert.Throws<QueryException>(() => Filter.ToExpression<Customer>(filter));
        Assert.Equal(path, fault.Problems[0].Path);
        Assert.Contains(reason, fault.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_from_outside_name_what_is_allowed_only()
    {
        var options = FilterOptions.Default.Allow(fields: ["name", "address"], operators: ["$eq"]);
        Assert.True(Filter.Parse("""{"name":"ann","address.city":"Rome"}""", options).ToPredicate<Customer>()(Ann));
        Assert.Throws<QueryException>(() => Filter.Parse("""{"names":"ann"}""", options));
        Assert.Throws<QueryException>(() => Filter.Parse("""{"address2.city":"ann"}""", options));
        Assert.Throws<QueryException>(() => Filter.Parse("""{"name":{"$ne":"ann"}}""", options));
        Assert.Throws<QueryException>(() => Filter.Parse("""{"name":{"$not":{"$eq":"ann"}}}""", options));
        Assert.Throws<QueryException>(() => Filter.Parse("""{"$or":[{"balance":1}]}""", FilterOptions.Default.Allow(fields: ["name"])));
        Assert.Throws<QueryException>(() => Filter.Parse("""{"name":{"$regularExpression":{"pattern":"a","options":""}}}""", options));

        const string pattern = """{"$regularExpression":{"pattern":"a","options":""}}""";
        var lists = FilterOptions.Default.Allow(operators: ["$in", "$all", "$not", "$eq"]);
        Assert.Throws<QueryException>(() => Filter.Parse($$"""{"name":{"$in":[{{pattern}}] } }""", lists));
        Assert.Throws<QueryException>(() => Filter.Parse($$"""{"name":{"$all":[{{pattern}}] } }""", lists));
        Assert.Throws<QueryException>(() => Filter.Parse($$"""{"name":{"$not":{{pattern}} } }""", lists));
    }
}
