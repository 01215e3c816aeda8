using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Predicates that differ only in values and in paths inside of dict fields share code, and each asks its own paths.</summary>
public class SharedCodeTests
{
    private static readonly TaskRecord Task = new()
    {
        MsgId = "t1",
        Queue = "mux",
        Header = Document.Parse("""{"a": 1, "b": {"c": 2}, "list": [{"n": 3}, {"n": 4}]}"""),
        Metadata = Document.Parse("""{"a": 5}"""),
    };

    [Theory]
    [InlineData("""{"header.a": 1}""", """{"header.b.c": {"$gt": "x"}}""")]
    [InlineData("""{"queue": "mux", "header.a": 1}""", """{"queue": "task", "header.b": {"$lt": "x"}}""")]
    [InlineData("""{"$or": [{"header.a": 1}, {"metadata.a": {"$ne": 1}}]}""", """{"$or": [{"header.x": 1}, {"metadata.y": {"$ne": 1}}]}""")]
    public void Other_paths_and_comparisons_inside_of_a_dict_field_are_the_same_code(string one, string other) =>
        Assert.Same(Code(one), Code(other));

    [Theory]
    [InlineData("""{"header.a": 1}""", """{"metadata.a": 1}""")]
    [InlineData("""{"header.a": 1}""", """{"header.a": {"$ne": 1}}""")]
    [InlineData("""{"header.a": 1}""", """{"header.a": 1, "header.b": 1}""")]
    [InlineData("""{"queue": "mux", "header.a": 1}""", """{"stdout": "mux", "header.a": 1}""")]
    [InlineData("""{"queue": "mux", "header.a": 1}""", """{"header.a": 1, "queue": "mux"}""")]
    [InlineData("""{"queue": "mux", "header.a": 1}""", """{"$or": [{"queue": "mux"}, {"header.a": 1}]}""")]
    [InlineData("""{"started": {"$lt": "2026-11-23"}, "header.a": 1}""", """{"started": {"$lte": "2026-11-23"}, "header.a": 1}""")]
    public void Whatever_else_differs_is_code_of_its_own(string one, string other) => Assert.NotSame(Code(one), Code(other));

    [Theory]
    [InlineData("""{"header.a": 1}""", true)]
    [InlineData("""{"header.a": 2}""", false)]
    [InlineData("""{"header.b.c": 2}""", true)]
    [InlineData("""{"header.b.c": 1}""", false)]
    [InlineData("""{"header.list.n": 4}""", true)]
    [InlineData("""{"header.list.0.n": 4}""", false)]
    [InlineData("""{"header.a": 1, "header.b.c": 2}""", true)]
    [InlineData("""{"header.b.c": 2, "header.a": 1}""", true)]
    [InlineData("""{"header.b.c": 1, "header.a": 2}""", false)]
    [InlineData("""{"header.a": {"$ne": 1}}""", false)]
    [InlineData("""{"header.z": {"$ne": 1}}""", true)]
    [InlineData("""{"header.a": {"$gt": 0, "$lt": 2}}""", true)]
    [InlineData("""{"header.b.c": {"$gt": 0, "$lt": 2}}""", false)]
    [InlineData("""{"header.list.n": {"$all": [3, 4]}}""", true)]
    [InlineData("""{"header.list": {"$elemMatch": {"n": 5}}}""", false)]
    [InlineData("""{"$or": [{"header.a": 7}, {"metadata.a": 5}]}""", true)]
    [InlineData("""{"$or": [{"header.a": 5}, {"metadata.a": 1}]}""", false)]
    [InlineData("""{"$nor": [{"header.x": 1}, {"metadata.b": 5}]}""", true)]
    [InlineData("""{"queue": "mux", "header.a": 1, "msg_id": "t1", "metadata.a": 5}""", true)]
    [InlineData("""{"queue": "mux", "header.a": 5, "msg_id": "t1", "metadata.a": 1}""", false)]
    public void Each_predicate_asks_its_own_paths(string filter, bool holds) =>
        Assert.Equal(holds, Filter.Parse(filter).ToPredicate<TaskRecord>()(Task));

    private static object Code(string filter) => new PredicatePlan<TaskRecord>(LoweredFilter<TaskRecord>.Of(Filter.Parse(filter))).Run;
}
