namespace TaskDbLinq.PostgreSql.Tests.Table;

/// <summary>Questions about lists, objects and navigations of a customer.</summary>
internal static class ObjectCases
{
    private const string Equality = "`$eq` `$ne`";
    private const string Order = "`$gt` `$gte` `$lt` `$lte`";
    private const string Lists = "`$in` `$nin`";
    private const string Not = "`$not`";
    private const string Regex = "`$regex` `$glob`";
    private const string Exists = "`$exists` `$type` null";
    private const string Size = "`$size`";
    private const string All_ = "`$all`";
    private const string ElemMatch = "`$elemMatch`";

    public static IReadOnlyList<(string Type, string Field, (string Kind, string Condition)[] Filters)> All { get; } =
    [
        ("list of `string`", "tags",
        [
            (Equality, "\"x\""), (Equality, """{"$ne":"x"}"""), (Equality, """{"$ne":null}"""), (Order, """{"$gt":"x"}"""), (Order, """{"$lte":"x"}"""), (Lists, """{"$in":["x","q"]}"""),
            (Lists, """{"$in":[null]}"""), (Lists, """{"$nin":["x",null]}"""), (Not, """{"$not":{"$gt":"x"}}"""), (Regex, """{"$regex":"^X","$options":"i"}"""), (Exists, "null"),
            (Exists, """{"$exists":true}"""), (Exists, """{"$type":"array"}"""), (Exists, """{"$type":"string"}"""), (Size, """{"$size":2}"""), (Size, """{"$size":0}"""), (All_, """{"$all":["x","y"]}"""),
            (All_, """{"$all":[null]}"""), (ElemMatch, """{"$elemMatch":{"$ne":"x"}}"""), (ElemMatch, """{"$elemMatch":{"$ne":null}}"""), (ElemMatch, """{"$elemMatch":{"$gt":"x","$lt":"z"}}"""),
            (ElemMatch, """{"$elemMatch":{"$nin":["x"]}}"""), (ElemMatch, """{"$elemMatch":{"$regex":"y"}}"""),
        ]),
        ("list of `int`", "marks",
        [
            (Equality, "1"), (Equality, """{"$ne":1}"""), (Order, """{"$gt":1.5}"""), (Lists, """{"$in":[1,7]}"""), (Lists, """{"$nin":[1]}"""), (Not, """{"$not":{"$lt":2}}"""), ("`$mod`", """{"$mod":[2,1]}"""),
            (Exists, """{"$exists":false}"""), (Size, """{"$size":1}"""), (All_, """{"$all":[1,2]}"""), (ElemMatch, """{"$elemMatch":{"$gt":1,"$lt":5}}"""), (ElemMatch, """{"$elemMatch":{"$ne":1}}"""),
        ]),
        ("object, by a reference", "address", [(Exists, "null"), (Exists, """{"$exists":true}"""), (Equality, """{"$ne":null}""")]),
        ("a path through references", "address.country.code",
        [
            (Equality, "\"it\""), (Equality, """{"$ne":"it"}"""), (Order, """{"$gte":"a"}"""), (Lists, """{"$in":["it",null]}"""), (Lists, """{"$nin":["it"]}"""), (Not, """{"$not":{"$gt":"a"}}"""),
            (Regex, """{"$regex":"t$"}"""), (Not, """{"$not":{"$regex":"t$"}}"""), (Exists, "null"), (Exists, """{"$exists":true}"""),
        ]),
        ("list of objects", "orders", [(Exists, "null"), (Exists, """{"$exists":true}"""), (Size, """{"$size":2}"""), (ElemMatch, """{"$elemMatch":{"total":{"$lt":6},"note":"n"}}"""), (ElemMatch, """{"$elemMatch":{"note":{"$ne":"n"}}}""")]),
        ("a path through a list", "orders.note",
        [
            (Equality, "\"n\""), (Equality, """{"$ne":"n"}"""), (Order, """{"$lt":"z"}"""), (Lists, """{"$in":["n"]}"""), (Lists, """{"$nin":[null]}"""), (Not, """{"$not":{"$regex":"n"}}"""), (Regex, """{"$glob":"?"}"""),
            (Exists, "null"), (Exists, """{"$exists":true}"""), (All_, """{"$all":["n"]}"""),
        ]),
    ];
}
