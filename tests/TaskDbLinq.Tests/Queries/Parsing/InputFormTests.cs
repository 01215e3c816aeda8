using System.Collections;
using System.Collections.Specialized;
using System.Dynamic;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries.Parsing;

/// <summary>
/// One query, whatever the form it comes in: issue 3, part 3. https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
/// </summary>
public sealed class InputFormTests
{
    public static TheoryData<object, string, string> Values => new()
    {
        { 5, "5", """{"$numberInt":"5"}""" },
        { 5L, "5", """{"$numberLong":"5"}""" },
        { (byte)5, "5", """{"$numberInt":"5"}""" },
        { (sbyte)-5, "-5", """{"$numberInt":"-5"}""" },
        { (short)5, "5", """{"$numberInt":"5"}""" },
        { (ushort)5, "5", """{"$numberInt":"5"}""" },
        { 4000000000u, "4000000000", """{"$numberLong":"4000000000"}""" },
        { 5ul, "5", """{"$numberLong":"5"}""" },
        { 9007199254740993L, "9007199254740993", """{"$numberLong":"9007199254740993"}""" },
        { 1.5, "1.5", """{"$numberDouble":"1.5"}""" },
        { 1.5f, "1.5", """{"$numberDouble":"1.5"}""" },
        { 2.0, "2.0", """{"$numberDouble":"2.0"}""" },
        { double.NaN, """{"$numberDouble":"NaN"}""", """{"$numberDouble":"NaN"}""" },
        { double.NegativeInfinity, """{"$numberDouble":"-Infinity"}""", """{"$numberDouble":"-Infinity"}""" },
        { 0.10m, """{"$numberDecimal":"0.10"}""", """{"$numberDecimal":"0.10"}""" },
        { true, "true", "true" },
        { "text", "\"text\"", "\"text\"" },
        { 'c', "\"c\"", "\"c\"" },
        { DayOfWeek.Friday, "\"Friday\"", "\"Friday\"" },
        { new DateTime(2026, 11, 23, 20, 21, 21, DateTimeKind.Utc), """{"$date":"2026-11-23T20:21:21Z"}""", """{"$date":{"$numberLong":"1795465281000"}}""" },
        { new DateTimeOffset(2026, 11, 23, 21, 21, 21, TimeSpan.FromHours(1)), """{"$date":"2026-11-23T21:21:21+01:00"}""", """{"$date":{"$numberLong":"1795465281000"}}""" },
        { new DateOnly(2026, 11, 23), """{"$date":"2026-11-23T00:00:00Z"}""", """{"$date":{"$numberLong":"1795392000000"}}""" },
        {
            new Guid("01234567-89ab-cdef-0123-456789abcdef"), """{"$uuid":"01234567-89ab-cdef-0123-456789abcdef"}""",
            """{"$binary":{"base64":"ASNFZ4mrze8BI0VniavN7w==","subType":"04"}}"""
        },
        { new byte[] { 1, 2 }, """{"$binary":{"base64":"AQI=","subType":"00"}}""", """{"$binary":{"base64":"AQI=","subType":"00"}}""" },
        {
            new Regex("^a", RegexOptions.IgnoreCase), """{"$regularExpression":{"pattern":"^a","options":"i"}}""",
            """{"$regularExpression":{"pattern":"^a","options":"i"}}"""
        },
        { new List<int> { 1, 2 }, "[1,2]", """[{"$numberInt":"1"},{"$numberInt":"2"}]""" },
        { new Hashtable { ["x"] = 1 }, """{"x":1}""", """{"x":{"$numberInt":"1"}}""" },
        { new SortedList<string, object?> { ["x"] = 1, ["y"] = null }, """{"x":1,"y":null}""", """{"x":{"$numberInt":"1"},"y":null}""" },
    };

    /// <summary>Values of .NET that BSON has no type for, and what they are in a filter.</summary>
    [Fact]
    public void What_has_one_clear_meaning_is_read()
    {
        (object Value, string Expected)[] cases =
        [
            ((Half)1.5, "1.5"), ((nint)5, "5"), ((Int128)5, "5"), (new BigInteger(5_000_000_000), "5000000000"),
            (new TimeSpan(1, 2, 3, 4), "\"1.02:03:04\""), (new TimeOnly(10, 30), "\"10:30:00\""), (new Rune('c'), "\"c\""),
            (new StringBuilder("text"), "\"text\""), ("text".AsMemory(), "\"text\""), (new Uri("https://a.b/c"), "\"https://a.b/c\""),
            ((4, 1), "[4,1]"), (DocumentKind.Binary, "\"binData\""), (DBNull.Value, "null"),
            (new ReadOnlyMemory<byte>([1, 2]), """{"$binary":{"base64":"AQI=","subType":"00"}}"""),
            (JsonNode.Parse("""{"b":[1,"x",null]}""")!, """{"b":[1,"x",null]}"""), (JsonValue.Create(5), "5"),
            (new Dictionary<string, int> { ["b"] = 1 }, """{"b":1}"""), (new GenericOnly(), """{"b":1}"""),
            (JObject.Parse("""{"b":[1,"x",null,{"c":2.5}]}"""), """{"b":[1,"x",null,{"c":2.5}]}"""),
            (new JValue("keep"), "\"keep\""), (JValue.CreateNull(), "null"), (new JValue(new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc)), """{"$date":"2026-11-23T00:00:00.000000Z"}"""),
        ];
        foreach (var (value, expected) in cases)
        {
            Assert.Equal(
                $"{{\"a\":{{\"$in\":[{expected}]}}}}",
                Filter.Parse(new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?> { ["$in"] = new[] { value } } })
                    .ToJson());
            Assert.Equal(
                $"{{\"b\":{expected}}}", TaskUpdate.Of(
                    new Dictionary<string, object?> { ["header"] = new Dictionary<string, object?> { ["b"] = value } })
                    .Apply(new() { MsgId = "t" }).Header
                    .ToString());
        }
    }

    /// <summary>What can be enumerated is not a list for that: a filter that took it for one would match what nobody asked for.</summary>
    [Fact]
    public void What_is_no_list_is_refused_by_the_name_of_its_type()
    {
        object[] values =
        [
            new NameValueCollection { ["a"] = "b" }, new[] { "a" }.ToLookup(text => text), new int[1, 1], new BitArray(3),
            JObject.Parse("""{"a":1}""").Property("a")!, new List<KeyValuePair<string, int>> { new("a", 1) }, System.Net.IPAddress.Loopback,
        ];
        foreach (var value in values)
        {
            Assert.Equal(
                $"a.$ne: a value of type {value.GetType().Name} can't stand in a query",
                Refusal(
                    () => Filter.Parse(new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?> { ["$ne"] = value } })));
            Assert.Contains(
                value.GetType().Name,
                Refusal(() => TaskUpdate.Of(new Dictionary<string, object?> { ["header"] = value })),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_expando_object_is_a_filter()
    {
        dynamic filter = new ExpandoObject();
        filter.label = new ExpandoObject();
        ((IDictionary<string, object?>)filter.label)["$ne"] = "keep";
        Assert.Equal("""{"label":{"$ne":"keep"}}""", Filter.Parse((IDictionary<string, object?>)filter).ToJson());
    }

    /// <summary>A dictionary that has nothing but the generic interface.</summary>
    private sealed class GenericOnly : IReadOnlyDictionary<string, int>
    {
        private readonly Dictionary<string, int> _inner = new() { ["b"] = 1 };

        public IEnumerable<string> Keys => _inner.Keys;

        public IEnumerable<int> Values => _inner.Values;

        public int Count => 1;

        public int this[string key] => _inner[key];

        public bool ContainsKey(string key) => _inner.ContainsKey(key);

        public bool TryGetValue(string key, out int value) => _inner.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => _inner.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Every_form_gives_the_same_query(object value, string relaxed, string canonical)
    {
        foreach (var template in new[]
        {
            "{\"header.a\":#}", "{\"$or\":[{\"header.a\":{\"$in\":[#]}},{\"header.b\":{\"$not\":{\"$in\":[#]}}}]}",
        })
        {
            var dictionary = template[2] == '$'
                ? new Dictionary<string, object?>
                {
                    ["$or"] = new object[]
                    {
                        new Dictionary<string, object?> { ["header.a"] = new Dictionary<string, object?> { ["$in"] = new[] { value } } },
                        new Hashtable { ["header.b"] = new Hashtable { ["$not"] = new Hashtable { ["$in"] = new ArrayList { value } } } },
                    },
                }
                : new Dictionary<string, object?> { ["header.a"] = value };
            var (text, spelled) =
                (template.Replace("#", relaxed, StringComparison.Ordinal), template.Replace("#", canonical, StringComparison.Ordinal));
            Filter[] queries =
            [
                Filter.Parse(dictionary), Filter.Parse(text), Filter.Parse(spelled),
                Filter.Parse(JsonDocument.Parse(text).RootElement), Filter.Parse(JsonDocument.Parse(spelled).RootElement),
            ];
            Assert.Single(queries.Select(query => query.ToJson()).Distinct());
            Assert.Single(queries.Select(query => query.Shape).Distinct());
            Assert.Single(queries.Select(query => query.ToDocument()).Distinct());
        }
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_in_any_form()
    {
        const string Text = """{"a":"\ud83d"}""";
        Assert.Contains("half of a surrogate pair", Refusal(() => Filter.Parse(Text)), StringComparison.Ordinal);
        Assert.Contains(
            "half of a surrogate pair", Refusal(() => Filter.Parse(JsonDocument.Parse(Text).RootElement)), StringComparison.Ordinal);
        Assert.Contains(
            "half of a surrogate pair",
            Refusal(() => Filter.Parse(new Dictionary<string, object?> { ["a"] = "\uD83D" })),
            StringComparison.Ordinal);
        Assert.Contains(
            "half of a surrogate pair",
            Refusal(() => Filter.Parse(new Dictionary<string, object?> { ["\uDE00"] = 1 })),
            StringComparison.Ordinal);
        Assert.Contains("half of a surrogate pair", Refusal(() => Filter.Parse(JsonDocument.Parse("""{"\ude00":1}""").RootElement)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_comes_twice_is_refused()
    {
        const string Text = """{"a":{"$gt":1,"$gt":2}}""";
        Assert.Contains("a.$gt: the field comes twice", Refusal(() => Filter.Parse(Text)), StringComparison.Ordinal);
        Assert.Contains(
            "a.$gt: the field comes twice", Refusal(() => Filter.Parse(JsonDocument.Parse(Text).RootElement)), StringComparison.Ordinal);
    }

    /// <summary>A decimal counts with all of its digits, or is refused.</summary>
    [Fact]
    public void A_decimal_is_never_rounded()
    {
        foreach (var (text, reason) in new[]
        {
            ("1E-40", "more digits, or a larger exponent"), ("0.1000000000000000000000000000000001", "more digits, or a larger exponent"),
            ("1E+30", "more digits, or a larger exponent"), (
                "NaN", "write {\"$numberDouble\": \"NaN\"}"), ("five", "a string that spells the number"),
        })
        {
            Assert.Contains(reason, Refusal(() => Filter.Parse($"{{\"a\":{{\"$numberDecimal\":\"{text}\"}}}}")), StringComparison.Ordinal);
        }

        foreach (var text in new[] { "0.0000000298023223876953125", "1.10", "-1E+3", "0", "79228162514264337593543950335", "1E-28" })
        {
            Assert.NotNull(Filter.Parse($"{{\"a\":{{\"$numberDecimal\":\"{text}\"}}}}"));
        }
    }

    [Fact]
    public void What_no_query_can_hold_is_refused()
    {
        Assert.Contains(
            "a value of type Version",
            Refusal(() => Filter.Parse(new Dictionary<string, object?> { ["a"] = new Version(1, 0) })),
            StringComparison.Ordinal);
        Assert.Contains(
            "a field's name is a string",
            Refusal(() => Filter.Parse(new Dictionary<string, object?> { ["a"] = new Hashtable { [1] = 1 } })),
            StringComparison.Ordinal);
        Assert.Contains(
            "no form in MongoDB",
            Refusal(() => Filter.Parse(new Dictionary<string, object?> { ["a"] = new Regex("a", RegexOptions.RightToLeft) })),
            StringComparison.Ordinal);
        Assert.Contains("is not JSON", Refusal(() => Filter.Parse("{\"a\":")), StringComparison.Ordinal);
        Assert.Contains("expected a filter document", Refusal(() => Filter.Parse("[1]")), StringComparison.Ordinal);
        Assert.Contains("undefined", Refusal(() => Filter.Parse(default(JsonElement))), StringComparison.Ordinal);
    }

    private static string Refusal(Action parse) => Assert.Throws<QueryException>(parse).Message;
}
