using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>JSON Schema of filters: what it accepts is a filter of the type, and what people write is accepted.</summary>
public sealed class FilterSchemaTests
{
    private static readonly EvaluationOptions Strictly = new() { RequireFormatValidation = true };

    /// <summary>Operands, each of which some field takes and others do not.</summary>
    private static readonly string[] Operands =
    [
        "null", "true", "1", "2.5", "-3", "\"a\"", "\"PureGold\"", "\"2026-01-02\"", "\"2026-01-02T03:04:05Z\"", "\"10:30:00\"",
        "\"01234567-89ab-cdef-0123-456789abcdef\"", """{"$date": "2026-01-02T03:04:05Z"}""",
        """{"$uuid": "01234567-89ab-cdef-0123-456789abcdef"}""", "[]", "[1, 2]", "[null, \"a\"]", "[0, 1]", "{}", """{"$gt": 1}""",
        """{"$ne": null}""", """{"$exists": true}""", """{"$in": ["a", 1]}""", """{"total": {"$lt": 5}}""", """{"$size": 1}""", "\"(\"",
        "\"int\"", "\"x\"",
    ];

    private static readonly string[] Operators =
    [
        "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists", "$type", "$not", "$regex", "$options", "$glob", "$mod",
        "$size", "$all", "$elemMatch", "$where", "$near",
    ];

    [Fact]
    public void What_the_schema_accepts_is_a_filter()
    {
        var schema = FilterSchema.Of<Customer>();
        var compiled = JsonSchema.FromText(schema.ToJsonString());
        var (accepted, refused, wrong) = (0, 0, new List<string>());
        var fields = ((JsonObject)schema["$defs"]!["CustomerFilter"]!["properties"]!).Where(property => property.Key[0] != '$');

        // Of each kind the first field, and the last, which is often behind a reference or a list.
        foreach (var field in fields.GroupBy(property => property.Value!["$ref"]!.ToString())
            .SelectMany(kind => new[] { kind.First().Key, kind.Last().Key })
            .Append("no_such_field")
            .Distinct())
        {
            foreach (var operand in Operands)
            {
                foreach (var condition in Operators.Select(name => $$"""{"{{name}}": {{operand}}}""").Append(operand))
                {
                    var filter = $$"""{"{{field}}": {{condition}}}""";
                    var reasons = Problems<Customer>(filter);
                    var isAccepted = Accepts(compiled, filter);

                    // A schema can't tell that a pattern can be read.
                    if (isAccepted && reasons.Length > 0 && !operand.Contains('(', StringComparison.Ordinal))
                    {
                        wrong.Add($"{filter}: {reasons}");
                    }

                    (accepted, refused) = isAccepted ? (accepted + 1, refused) : (accepted, refused + 1);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.True(accepted > 500 && refused > 5_000, $"{accepted} accepted, {refused} refused.");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"name": "ann", "nick": null}""")]
    [InlineData("""{"nick": {"$gt": "a", "$ne": null}}""")]
    [InlineData("""{"priority": {"$in": [null, 4]}, "points": 9007199254740993}""")]
    [InlineData("""{"priority": {"$not": {"$gt": 1, "$lt": 9}}}""")]
    [InlineData("""{"priority": {"$mod": [3, 1]}}""")]
    [InlineData("""{"tier": "pure_gold", "formerTier": {"$in": ["Basic"]}}""")]
    [InlineData("""{"former_tier": {"$exists": false}, "last_seen": {"$gte": "2026-01-04T00:00:00Z"}}""")]
    [InlineData("""{"key": {"$uuid": "00000000-0000-0000-0000-000000000002"}, "joined": {"$lt": "2026-02-01"}}""")]
    [InlineData("""{"name": {"$regex": "^[AB]", "$options": "i"}}""")]
    [InlineData("""{"address": null}""")]
    [InlineData("""{"address.country.code": {"$ne": "it"}}""")]
    [InlineData("""{"tags": "x", "marks": {"$size": 2}}""")]
    [InlineData("""{"tags": {"$all": ["x", "y"]}}""")]
    [InlineData("""{"orders": {"$elemMatch": {"total": {"$lt": 6}, "lines.sku": "s"}}}""")]
    [InlineData("""{"orders.lines.quantity": {"$gt": 6}}""")]
    [InlineData("""{"$or": [{"nick": "a"}, {"$and": [{"priority": {"$gt": 3}}, {"vip": true}]}], "$comment": "why"}""")]
    public void What_people_write_is_accepted(string filter)
    {
        Assert.Equal(string.Empty, Problems<Customer>(filter));
        Assert.True(Accepts(JsonSchema.FromText(FilterSchema.Of<Customer>().ToJsonString()), filter));
    }

    [Theory]
    [InlineData("""{"naem": "ann"}""")]
    [InlineData("""{"name": {"$gt": 5}}""")]
    [InlineData("""{"name": {"$where": "x"}}""")]
    [InlineData("""{"points": "many"}""")]
    [InlineData("""{"name": {"$options": "i"}}""")]
    [InlineData("""{"tier": {"$gt": "Basic"}}""")]
    [InlineData("""{"orders": {"$elemMatch": {"totl": 1}}}""")]
    [InlineData("""{"$or": []}""")]
    [InlineData("""{"$nor": [{"vip": 1}]}""")]
    public void What_is_no_filter_of_the_type_is_not_accepted(string filter)
    {
        Assert.NotEqual(string.Empty, Problems<Customer>(filter));
        Assert.False(Accepts(JsonSchema.FromText(FilterSchema.Of<Customer>().ToJsonString()), filter));
    }

    [Fact]
    public void What_is_not_allowed_is_not_in_the_schema()
    {
        var options = FilterOptions.Default.Allow(
            fields: ["name", "address.city", "orders"], operators: ["$eq", "$gt", "$or", "$elemMatch"]);
        var schema = FilterSchema.Of<Customer>(options);
        Assert.Equal(
            ["$or", "name", "address.city", "orders", "orders.total", "orders.note", "orders.lines.sku", "orders.lines.quantity"],
            ((JsonObject)schema["$defs"]!["CustomerFilter"]!["properties"]!).Select(property => property.Key));
        var compiled = JsonSchema.FromText(schema.ToJsonString());
        foreach (var (filter, isAllowed) in new[]
        {
            ("""{"name": "a"}""", true), ("""{"name": {"$gt": "a"}}""", true), ("""{"name": {"$lt": "a"}}""", false),
            ("""{"points": 1}""", false), ("""{"$and": [{"name": "a"}]}""", false), ("""{"$or": [{"address.city": "a"}]}""", true),
            ("""{"orders": {"$elemMatch": {"total": 5}}}""", true), ("""{"orders": {"$elemMatch": {"total": {"$lt": 5}}}}""", false),
        })
        {
            Assert.Equal((filter, isAllowed), (filter, Accepts(compiled, filter)));
            Assert.Equal((filter, isAllowed), (filter, Filter.TryParse(filter, options).Problems.Count == 0));
        }
    }

    [Fact]
    public void A_task_has_its_own_names_and_dicts_of_any_shape()
    {
        var compiled = JsonSchema.FromText(FilterSchema.Of<TaskRecord>().ToJsonString());
        foreach (var filter in (string[])
            ["""{"msg_id": "a", "completed": null}""", """{"header.user.name": {"$in": ["a", 1]}}""", """{"metadata": {"$exists": true}}"""])
        {
            Assert.Equal(string.Empty, Problems<TaskRecord>(filter));
            Assert.True(Accepts(compiled, filter), filter);
        }

        Assert.False(Accepts(compiled, """{"msgId": "a"}"""));
        Assert.False(Accepts(compiled, """{"buffers": null}"""));
    }

    private static bool Accepts(JsonSchema schema, string filter)
    {
        using var json = JsonDocument.Parse(filter);
        return schema.Evaluate(json.RootElement, Strictly).IsValid;
    }

    private static string Problems<T>(string filter)
    {
        var parsed = Filter.TryParse(filter);
        return string.Join("; ", parsed.Problems.Count > 0 ? parsed.Problems : parsed.Filter.Validate<T>());
    }
}
