namespace TaskDbLinq.PostgreSql.Tests.Table;

/// <summary>Questions about a path in a JSON column, by kinds of operators.</summary>
internal static class JsonCases
{
    public static IReadOnlyList<string> Documents { get; } =
    [
        """{"v": 1, "items": [{"q": 5, "s": "a"}, {"q": [1, 9]}, 7]}""", """{"v": 1.5}""", """{"v": "1"}""", """{"v": [1, 2, 3]}""", """{"v": 9007199254740993}""", """{"v": 9007199254740992.0}""", "{}",
        """{"v": null}""", """{"v": {"a": 1}}""", """{"v": true, "items": []}""", """{"v": "é"}""", """{"v": "\uffff"}""", """{"v": "\ud83d\ude00"}""", """{"v": [[1]]}""", """{"v": []}""", """{"v": {}}""",
        """{"v": {"$date": "2026-01-01T00:00:00.1234567Z"}}""", """{"v": {"$numberDouble": "NaN"}}""", """{"v": {"$numberDecimal": "0.1"}}""", """{"v": 0.1}""", """{"v": {"a": 1, "b": 2}}""",
        """{"v": {"$uuid": "00000000-0000-0000-0000-00000000000a"}}""", """{"v": 123456789012345678901234567890}""", """{"v": -7}""",
    ];

    private static readonly string[] Operands =
    [
        "1", "1.5", "0.1", "9007199254740993", "9007199254740992.0", "\"1\"", "\"é\"", "\"\\uffff\"", "null", "true", "[1, 2, 3]", "[]", "{}", """{"a": 1}""",
        """{"$date": "2026-01-01T00:00:00.1234567Z"}""", """{"$numberDouble": "NaN"}""", """{"$numberDecimal": "0.1"}""", """{"$uuid": "00000000-0000-0000-0000-00000000000a"}""",
    ];

    private const string Order = "`$gt` `$gte` `$lt` `$lte`";

    private static readonly string[] Orders = ["$gt", "$gte", "$lt", "$lte"];

    private static readonly string[] Objects = ["""{"a": 1, "b": 2}""", """[{"a": 1, "b": 2}]"""];

    public static IEnumerable<(string Type, string Kind, string Filter)> All { get; } =
    [
        .. Operands.SelectMany(operand => Ask(operand))
        .Where(test => test.Kind != Order || !test.Test.Contains("\"a\"", StringComparison.Ordinal))
            .Select(test => ("a path in JSON", test.Kind, $$"""{"FIELD.v": {{test.Test}} }""")),
        .. Objects.SelectMany(operand => Ask(operand))
            .Select(test => ("the same with an object as operand", test.Kind, $$"""{"FIELD.v": {{test.Test}} }""")),
        .. new (string Kind, string Test)[]
        {
            ("`$mod`", """{"$mod": [2, 1]}"""), ("`$mod`", """{"$not": {"$mod": [-4, -3]}}"""), ("`$regex` `$glob`", """{"$regex": "^.$"}"""), ("`$regex` `$glob`", """{"$not": {"$glob": "1*"}}"""),
            ("`$exists` `$type` null", """{"$exists": true}"""), ("`$exists` `$type` null", """{"$exists": false}"""), ("`$exists` `$type` null", """{"$type": ["int", "array"]}"""),
            ("`$exists` `$type` null", """{"$type": "decimal"}"""), ("`$exists` `$type` null", """{"$type": "null"}"""), ("`$size`", """{"$size": 3}"""), ("`$size`", """{"$size": 0}"""),
            ("`$all`", """{"$all": [1, 2]}"""), ("`$elemMatch`", """{"$elemMatch": {"$gt": 1, "$lt": 3}}"""), ("`$elemMatch`", """{"$elemMatch": {"$elemMatch": {"$eq": 1}}}"""),
        }.Select(test => ("a path in JSON", test.Kind, $$"""{"FIELD.v": {{test.Test}} }""")),
        .. new (string Kind, string Test)[]
        {
            ("`$eq` `$ne`", "5"), ("`$eq` `$ne`", """{"$ne": null}"""), (Order, """{"$gt": 6}"""), ("`$in` `$nin`", """{"$nin": [5, 9]}"""), ("`$not`", """{"$not": {"$lt": 6}}"""),
            ("`$exists` `$type` null", """{"$exists": false}"""), ("`$size`", """{"$size": 2}"""), ("`$all`", """{"$all": [5, 9]}"""), ("`$mod`", """{"$mod": [2, 1]}"""),
        }.Select(test => ("a path in JSON, through a list", test.Kind, $$"""{"FIELD.items.q": {{test.Test}} }""")),
        ("a path in JSON, through a list", "`$regex` `$glob`", """{"FIELD.items.s": {"$regex": "A", "$options": "i"} }"""),
        ("a path in JSON, through a list", "`$elemMatch`", """{"FIELD.items": {"$elemMatch": {"q": {"$gt": 4}, "s": {"$exists": true}}} }"""),
    ];

    private static IEnumerable<(string Kind, string Test)> Ask(string operand) =>
    [
        ("`$eq` `$ne`", operand.StartsWith('{') ? $$"""{"$eq": {{operand}} }""" : operand), ("`$eq` `$ne`", $$"""{"$ne": {{operand}} }"""),
        (Order, $$"""{"{{Orders[operand.Length % Orders.Length]}}": {{operand}} }"""),
        ("`$in` `$nin`", $$"""{"$in": [{{operand}}, "x"]}"""), ("`$in` `$nin`", $$"""{"$nin": [{{operand}}]}"""), ("`$not`", $$"""{"$not": {"$eq": {{operand}} } }"""),
    ];
}
