namespace TaskDbLinq.Tests.Queries;

/// <summary>Where the values of a predicate come from when it is read as a filter.</summary>
public class ValuesOfPredicatesTests
{
    private static readonly DateTime Moment = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Properties_and_fields_of_what_was_captured()
    {
        var asked = new Asked { Name = "a", Span = (Moment, 2) };
        Assert.Equal("""{"label":"a"}""", Filter.FromExpression<TaskRecord>(t => t.Label == asked.Name).ToJson());
        Assert.Equal("""{"label":"a"}""", Filter.FromExpression<TaskRecord>(t => t.Label == asked.Self.Self.Name).ToJson());
        Assert.Equal("""{"label":"shared"}""", Filter.FromExpression<TaskRecord>(t => t.Label == Asked.Shared).ToJson());
        Assert.Equal("""{"label":{"$in":["a","b"]}}""", Filter.FromExpression<TaskRecord>(t => asked.Names.Contains(t.Label)).ToJson());
        Assert.Equal(
            """{"started":{"$date":"2026-11-23T20:00:00.000000Z"}}""",
            Filter.FromExpression<TaskRecord>(t => t.Started == asked.Span.From).ToJson());
        Assert.Equal(
            """{"header.n":{"$eq":"a","$not":{"$type":"array"}}}""",
            Filter.FromExpression<TaskRecord>(t => t.Header["n"] == asked.Name).ToJson());
        Assert.Equal("""{"completed":null}""", Filter.FromExpression<TaskRecord>(t => t.Completed == asked.Until).ToJson());
    }

    [Fact]
    public void What_the_callers_own_code_throws_is_thrown_as_it_is()
    {
        var asked = new Asked();
        Assert.Throws<InvalidTimeZoneException>(() => Filter.FromExpression<TaskRecord>(t => t.Label == asked.Fault));
        Assert.Throws<InvalidTimeZoneException>(() => Filter.FromExpression<TaskRecord>(t => t.Started >= asked.MomentFault));
        Assert.Throws<InvalidTimeZoneException>(() => Filter.FromExpression<TaskRecord>(t => t.Label == (string)asked));
        Asked? none = null;
        Assert.Throws<NullReferenceException>(() => Filter.FromExpression<TaskRecord>(t => t.Label == none!.Name));
    }

    private sealed class Asked
    {
        public static string Shared => "shared";

        public string? Name { get; init; }

        public string[] Names => ["a", "b"];

        public (DateTime From, int Count) Span { get; init; }

        public DateTime? Until { get; init; }

        public Asked Self => this;

        public string Fault => throw new InvalidTimeZoneException();

        public static explicit operator string(Asked asked) => asked.Fault;

        public DateTime MomentFault => throw new InvalidTimeZoneException();
    }
}
