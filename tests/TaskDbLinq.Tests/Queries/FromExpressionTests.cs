using System.Linq.Expressions;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.ReadBack;
using TaskDbLinq.ReadBack.Readers;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries;

/// <summary>What people write in LINQ, as filters written by hand.</summary>
public class FromExpressionTests
{
    private static readonly DateTime Moment = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Comparisons_of_columns()
    {
        var me = "me";
        Task(t => t.Started >= Moment && t.ClientUuid == me, """{"started":{"$gte":{"$date":"2026-11-23T20:00:00.000000Z"}},"client_uuid":"me"}""");
        Task(t => Moment < t.Started, """{"started":{"$gt":{"$date":"2026-11-23T20:00:00.000000Z"}}}""");
        Task(t => t.Completed == null, """{"completed":null}""");
        Task(t => t.Completed.HasValue, """{"completed":{"$ne":null}}""");
        Task(t => !t.Completed.HasValue, """{"completed":null}""");
        Task(t => t.Completed!.Value > Moment, """{"completed":{"$gt":{"$date":"2026-11-23T20:00:00.000000Z"}}}""");
        DateTime? none = null;
        Task(t => t.Completed > none, """{"$nor":[{}]}""");
        Task(t => t.Started >= Moment && t.Started < Moment.AddHours(1), """{"started":{"$gte":{"$date":"2026-11-23T20:00:00.000000Z"},"$lt":{"$date":"2026-11-23T21:00:00.000000Z"}}}""");
        Task(t => !(t.Queue == "mux" || t.Queue == "task"), """{"$nor":[{"queue":"mux"},{"queue":"task"}]}""");
        Task(t => t.Completed == null || t.Started > Moment, """{"$or":[{"completed":null},{"started":{"$gt":{"$date":"2026-11-23T20:00:00.000000Z"}}}]}""");
    }

    [Fact]
    public void A_moment_of_kind_local_or_unspecified_is_local_time()
    {
        var local = DateTime.SpecifyKind(Moment, DateTimeKind.Local);
        var expected = Filter.Parse(new Dictionary<string, object?> { ["started"] = Moment.ToLocalTime() }).ToJson();
        Assert.Equal("""{"started":{"$date":"2026-11-23T20:00:00.000000Z"}}""", expected);
        Task(t => t.Started == local.ToUniversalTime(), Filter.FromExpression<TaskRecord>(t => t.Started == local).ToJson());
        var unspecified = DateTime.SpecifyKind(Moment, DateTimeKind.Unspecified);
        Task(t => t.Started == unspecified, Filter.FromExpression<TaskRecord>(t => t.Started == local).ToJson());
    }

    [Fact]
    public void Lists_of_every_kind()
    {
        string[] array = ["a", "b"];
        List<string?> list = ["a", "b"];
        HashSet<string> set = ["a", "b"];
        IReadOnlyCollection<string?> withNull = ["a", null];
        const string expected = """{"engine_uuid":{"$in":["a","b"]}}""";
        Task(t => array.Contains(t.EngineUuid), expected);
        Task(t => list.Contains(t.EngineUuid), expected);
        Task(t => set.Contains(t.EngineUuid!), expected);
        Task(t => new[] { "a", "b" }.Contains(t.EngineUuid), expected);
        Task(t => Enumerable.Contains(array, t.EngineUuid), expected);
        Task(t => !array.Contains(t.EngineUuid), """{"engine_uuid":{"$nin":["a","b"]}}""");
        Task(t => withNull.Contains(t.EngineUuid), """{"engine_uuid":{"$in":[null,"a"]}}""");
        int[] numbers = [1, 2];
        Customer(c => numbers.Contains(c.Priority!.Value), """{"priority":{"$in":[1,2]}}""");
        Customer(c => numbers.Contains(c.Id), """{"id":{"$in":[1,2]}}""");
        Tier[] tiers = [Tier.Basic, Tier.PureGold];
        Customer(c => tiers.Contains(c.Tier), """{"tier":{"$in":["Basic","PureGold"]}}""");
    }

    [Fact]
    public void Strings()
    {
        Customer(c => c.Name.StartsWith("a.b"), """{"name":{"$regex":"^a\\.b"}}""");
        Customer(c => c.Name.EndsWith("(x)", StringComparison.Ordinal), """{"name":{"$regex":"\\(x\\)\\z"}}""");
        Customer(c => c.Name.Contains('+'), """{"name":{"$regex":"\\+"}}""");
        Customer(c => string.IsNullOrEmpty(c.Nick), """{"nick":{"$in":[null,""]}}""");
        Customer(c => string.Compare(c.Name, "m") > 0, """{"name":{"$gt":"m"}}""");
        Customer(c => string.Compare(c.Nick, "m", StringComparison.Ordinal) < 0, """{"nick":{"$not":{"$gte":"m"}}}""");
        Customer(c => c.Name.CompareTo("m") <= 0, """{"name":{"$lte":"m"}}""");
        Customer(c => string.CompareOrdinal("m", c.Name) < 0, """{"name":{"$gt":"m"}}""");
        Customer(c => c.Name.Equals("a"), """{"name":"a"}""");
        Customer(c => string.Equals(c.Nick, "a", StringComparison.Ordinal), """{"nick":"a"}""");
        Customer(c => c != null && c.Name == "a", """{"name":"a"}""");
        Customer(c => Regex.IsMatch(c.Name, "^a", RegexOptions.IgnoreCase | RegexOptions.Multiline), """{"name":{"$regex":"^a","$options":"im"}}""");
        var regex = new Regex("b c", RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.Compiled);
        Customer(c => regex.IsMatch(c.Name), """{"name":{"$regex":"b c","$options":"sx"}}""");
    }

    [Fact]
    public void Booleans_enums_and_numbers()
    {
        var all = false;
        Customer(c => c.Active, """{"active":true}""");
        Customer(c => !c.Active, """{"active":{"$ne":true}}""");
        Customer(c => c.Vip == true, """{"vip":true}""");
        Customer(c => c.Vip ?? false, """{"vip":true}""");
        Customer(c => c.Vip ?? true, """{"$or":[{"vip":null},{"vip":true}]}""");
        Customer(c => c.Id != 1 && c.Id != 2, """{"id":{"$nin":[1,2]}}""");
        Customer(c => all || c.Active, """{"active":true}""");
        Customer(c => c.Tier == Tier.PureGold, """{"tier":"PureGold"}""");
        Customer(c => c.FormerTier != Tier.Silver, """{"former_tier":{"$ne":"Silver"}}""");
        Customer(c => (c.Priority > 5) == false, """{"priority":{"$not":{"$gt":5}}}""");
        Customer(c => (c.Priority ?? 0) < 5, """{"$or":[{"priority":null},{"priority":{"$lt":5}}]}""");
        Customer(c => c.Id % 4 == 1, """{"id":{"$mod":[4,1]}}""");
        Customer(c => c.Id > 2.5, """{"id":{"$gt":2.5}}""");
        Customer(c => c.Points > 3L, """{"points":{"$gt":3}}""");
        Customer(c => c.Balance > 9.5m, """{"balance":{"$gt":{"$numberDecimal":"9.5"}}}""");
        Customer(c => (c.Active ? c.Priority > 1 : c.Priority > 2), """{"$or":[{"active":true,"priority":{"$gt":1}},{"active":{"$ne":true},"priority":{"$gt":2}}]}""");
        var key = new Guid("01234567-89ab-cdef-0123-456789abcdef");
        Customer(c => c.Key == key, """{"key":{"$binary":{"base64":"ASNFZ4mrze8BI0VniavN7w==","subType":"04"}}}""");
        Customer(c => c.Joined == new DateOnly(2026, 1, 2), """{"joined":{"$date":"2026-01-02T00:00:00.000000Z"}}""");
    }

    [Fact]
    public void Nested_objects_and_collections()
    {
        Customer(c => c.Address!.City == "a", """{"address.city":"a"}""");
        Customer(c => c.Address != null && c.Address.Country != null && c.Address.Country.Code == "x", """{"address.country.code":"x"}""");
        Customer(c => c.Orders.Any(o => o.Total > 5), """{"orders":{"$elemMatch":{"total":{"$gt":5}}}}""");
        Customer(c => c.Orders.Any(), """{"orders":{"$exists":true,"$not":{"$size":0}}}""");
        Customer(c => c.Orders.All(o => o.Total > 5), """{"orders":{"$not":{"$elemMatch":{"total":{"$not":{"$gt":5}}}}}}""");
        Customer(c => c.Orders.Count == 2, """{"orders":{"$size":2}}""");
        Customer(c => c.Orders.Count() == 2, """{"orders":{"$size":2}}""");
        Customer(c => c.Marks.Length == 2, """{"marks":{"$size":2}}""");
        Customer(c => c.Orders.Count > 0, """{"orders":{"$exists":true,"$not":{"$size":0}}}""");
        Customer(c => c.Tags!.Contains("x"), """{"tags":"x"}""");
        Customer(c => c.Marks.Contains(3), """{"marks":3}""");
        Customer(c => c.Marks.Any(m => m < 1 || m == 5 || m == 7), """{"marks":{"$elemMatch":{"$not":{"$not":{"$lt":1},"$nin":[5,7]}}}}""");
        Customer(c => c.Marks.Any(m => m > 1 && m < 5), """{"marks":{"$elemMatch":{"$gt":1,"$lt":5}}}""");
    }

    [Fact]
    public void Dict_fields()
    {
        Task(t => t.Header["msg_type"] == "apply_request", """{"header.msg_type":{"$eq":"apply_request","$not":{"$type":"array"}}}""");
        Task(t => t.Header["n"] > 3, """{"header.n":{"$gt":3,"$not":{"$type":"array"}}}""");
        Task(t => (string?)t.Header["a"] == "x", """{"header.a":{"$eq":"x","$not":{"$type":"array"}}}""");
        Task(t => t.Error == null, """{"error":null}""");
        Task(t => t.Error != null, """{"error":{"$ne":null}}""");
        Task(t => t.Header["x"] == null, """{"header.x":{"$eq":null,"$not":{"$type":"array"}}}""");
        Task(t => t.Header["a"]["b"] == "x", """{"header.a":{"$not":{"$type":"array"}},"header.a.b":{"$eq":"x","$not":{"$type":"array"}}}""");
        Task(t => t.Metadata["after"][0] == "x", """{"metadata.after":{"$type":"array"},"metadata.after.0":"x"}""");
        Task(t => t.Header.ContainsKey("a"), """{"header.a":{"$exists":true}}""");
        string[] kinds = ["a", "b"];
        Task(t => kinds.Contains((string?)t.Header["k"]), """{"header.k":{"$in":["a","b"],"$not":{"$type":"array"}}}""");
        Task(t => ((string)t.Header["k"]!).StartsWith("a"), """{"header.k":{"$regex":"^a","$not":{"$type":"array"}}}""");
    }

    [Fact]
    public void What_has_no_form_in_a_filter_is_named()
    {
        Fails<Customer>(c => c.Name == c.Nick, "(c.Name == c.Nick)", "not with another field");
        Fails<Customer>(c => c.Id + 1 > 5, "(c.Id + 1)", "does not compute");
        Fails<Customer>(c => c.Name.Trim() == "a", "c.Name.Trim()", "Trim has no form");
        Fails<Customer>(c => c.Name.Length > 3, "c.Name.Length", "Length has no form");
        Fails<Customer>(c => c.LastSeen!.Value.Year == 2026, "c.LastSeen.Value.Year", "Year has no form");
        Fails<Customer>(c => c.Name.StartsWith("a", StringComparison.OrdinalIgnoreCase), "c.Name.StartsWith(\"a\"", "Ordinal");
        Fails<Customer>(c => c.Orders.Count > 3, "(c.Orders.Count > 3)", "one size");
        Fails<Customer>(c => c.Marks.Any(m => m < 1 || m > 5), "c.Marks.Any(m => ((m < 1) || (m > 5)))", "alternatives");
        Fails<Customer>(c => c.Orders.Any(o => o.Note == c.Name), "c.Name", "around it");
        Fails<Customer>(c => (int)c.Points == 3, "(c.Points == 3)", "loses");
        Fails<Customer>(c => c.Points == 9007199254740993d, "(c.Points == 9007199254740992)", "loses");
        Fails<Customer>(c => c.Tier == (Tier)17, "(c.Tier == 17)", "17 is no Tier");
        var ignoring = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" };
        Fails<Customer>(c => ignoring.Contains(c.Name), "ignoring.Contains(c.Name)", "comparer");
        Fails<TaskRecord>(t => t.Header["a.b"] == 1, "t.Header[\"a.b\"]", "no form");
        var operators = Document.Parse("""{"$gt":1}""");
        Fails<TaskRecord>(t => t.Header["a"] == operators, "(t.Header[\"a\"] == ", "operator");
        Fails<TaskRecord>(t => (int?)t.Header["a"] > 1, "((Nullable`1)t.Header[\"a\"] > 1)", "fraction");
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var fault = Assert.Throws<QueryException>(() => Filter.FromExpression<Customer>(c => c.Id + 1 > 5 && c.Name.Trim() == "a"));
        Assert.Equal(["(c.Id + 1)", "c.Name.Trim()"], fault.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_chain_of_ten_thousand_parts_is_read_without_deep_recursion()
    {
        var record = Expression.Parameter(typeof(Customer), "c");
        var chain = Enumerable.Range(0, 4_000)
            .Select(
                number =>
                    (Expression)Expression.Equal(Expression.Property(record, nameof(Queries.Customer.Id)), Expression.Constant(number)))
            .Aggregate(Expression.OrElse);
        var query = Filter.FromExpression(Expression.Lambda<Func<Customer, bool>>(chain, record));
        Assert.Equal(4_000, query.ToDocument()["$or"] is DocumentArray parts ? parts.Count : 0);
    }

    private static void Task(Expression<Func<TaskRecord, bool>> predicate, string expected) => Reads(predicate, expected);

    private static void Customer(Expression<Func<Customer, bool>> predicate, string expected) => Reads(predicate, expected);

    private static void Reads<T>(Expression<Func<T, bool>> predicate, string expected)
    {
        Assert.Equal(expected, Filter.FromExpression(predicate).ToJson());
        var scope = new ReadScope(predicate.Parameters[0], PredicateReaders.All, []);
        Assert.Single(scope.ReadersOf(predicate.Body));
    }

    private static void Fails<T>(Expression<Func<T, bool>> predicate, string part, string reason)
    {
        var fault = Assert.Throws<QueryException>(() => Filter.FromExpression(predicate));
        Assert.StartsWith(part, fault.Problems[0].Path, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Problems[0].Reason, StringComparison.Ordinal);
    }
}
