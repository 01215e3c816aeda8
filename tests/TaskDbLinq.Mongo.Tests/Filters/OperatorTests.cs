using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Filters;

namespace TaskDbLinq.Mongo.Tests.Filters;

/// <summary>
/// A dictionary is relayed as it is, normalised: every operator, on fields of a task and inside of dict fields. The
/// expected filters are written by hand, in MongoDB's own find language.
/// </summary>
public class OperatorTests
{
    /// <summary>Filters that are normal already: what arrives is what was written.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"completed": null}""")]
    [InlineData("""{"queue": "mux"}""")]
    [InlineData("""{"queue": "mux", "engine_uuid": "e1"}""")]
    [InlineData("""{"engine_uuid": {"$ne": "e1"}}""")]
    [InlineData("""{"engine_uuid": {"$ne": null}}""")]
    [InlineData("""{"stdout": {"$gt": "a"}}""")]
    [InlineData("""{"stdout": {"$gte": "a", "$lt": "b"}}""")]
    [InlineData("""{"stdout": {"$lte": "a"}}""")]
    [InlineData("""{"engine_uuid": {"$in": ["a", null, "b"]}}""")]
    [InlineData("""{"engine_uuid": {"$in": []}}""")]
    [InlineData("""{"engine_uuid": {"$nin": ["a"]}}""")]
    [InlineData("""{"queue": {"$all": ["mux"]}}""")]
    [InlineData("""{"queue": {"$type": "string"}}""")]
    [InlineData("""{"stdout": {"$regex": "^hello", "$options": "i"}}""")]
    [InlineData("""{"stdout": {"$not": {"$regex": "x"}}}""")]
    [InlineData("""{"$or": [{"queue": "mux"}, {"completed": null}]}""")]
    [InlineData("""{"$nor": [{"queue": "mux"}, {"completed": null}]}""")]
    [InlineData("""{"$and": [{"stdout": {"$gt": "a"}}, {"stdout": {"$gt": "b"}}]}""")]
    [InlineData("""{"header.n": 3}""")]
    [InlineData("""{"header.n": {"$gt": 2.5}}""")]
    [InlineData("""{"header.n": {"$mod": [4, 1]}}""")]
    [InlineData("""{"header.n": {"$exists": false}}""")]
    [InlineData("""{"header.n": {"$exists": true}}""")]
    [InlineData("""{"header.n": {"$type": ["int", "null"]}}""")]
    [InlineData("""{"header": {"a": 1, "b": [1, null, true]}}""")]
    [InlineData("""{"metadata.after": {"$size": 2}}""")]
    [InlineData("""{"metadata.after": {"$all": ["a", "b"]}}""")]
    [InlineData("""{"metadata.after": {"$all": [{"$elemMatch": {"$gt": 1}}, {"$elemMatch": {"$lt": 9}}]}}""")]
    [InlineData("""{"metadata.after": {"$elemMatch": {"$gt": 1, "$lt": 5}}}""")]
    [InlineData("""{"metadata.after": {"$elemMatch": {"a": 1, "b": {"$ne": null}}}}""")]
    [InlineData("""{"metadata.after": []}""")]
    [InlineData("""{"metadata.x": {"$not": {"$gt": 1, "$lt": 5}}}""")]
    [InlineData("""{"metadata.x": {"$in": [{"$numberDecimal": "1.5"}, {"a": 1}, [1]]}}""")]
    [InlineData("""{"metadata.x": {"$binary": {"base64": "AQID", "subType": "00"}}}""")]
    [InlineData("""{"metadata.x": {"$in": [{"$regularExpression": {"pattern": "^a", "options": "i"}}]}}""")]
    [InlineData("""{"header.date": {"$date": "2026-11-23T20:00:00.123Z"}}""")]
    public void A_normal_filter_is_relayed_as_it_is(string filter) => Relayed(filter, filter);

    /// <summary>One spelling for each operator, typed values, no comments.</summary>
    [Theory]
    [InlineData("""{"stdout": {"$ge": "a"}}""", """{"stdout": {"$gt": "a"}}""")]
    [InlineData("""{"stdout": {"$le": "a"}}""", """{"stdout": {"$lt": "a"}}""")]
    [InlineData("""{"queue": {"$eq": "mux"}}""", """{"queue": "mux"}""")]
    [InlineData("""{"header.x": {"$eq": {"$date": "2026-11-23T20:00:00Z"}}}""", """{"header.x": {"$date": "2026-11-23T20:00:00Z"}}""")]
    [InlineData("""{"label": {"$glob": "a.b*[!c]?"}}""", """{"label": {"$regex": "\\Aa\\.b.*[^c].\\z", "$options": "s"}}""")]
    [InlineData("""{"queue": "mux", "$comment": "why"}""", """{"queue": "mux"}""")]
    [InlineData("""{"$and": [{"queue": "mux"}, {"completed": null}]}""", """{"queue": "mux", "completed": null}""")]
    [InlineData("""{"started": {"$gte": "2026-11-23T21:30:00+01:30"}}""", """{"started": {"$gte": {"$date": "2026-11-23T20:00:00Z"}}}""")]
    [InlineData("""{"started": {"$in": ["2026-11-23T20:00:00Z", null]}}""", """{"started": {"$in": [{"$date": "2026-11-23T20:00:00Z"}, null]}}""")]
    [InlineData("""{"started": {"$all": ["2026-11-23T20:00:00Z"]}}""", """{"started": {"$all": [{"$date": "2026-11-23T20:00:00Z"}]}}""")]
    [InlineData("""{"started": {"$not": {"$gt": "2026-11-23T20:00:00Z"}}}""", """{"started": {"$not": {"$gt": {"$date": "2026-11-23T20:00:00Z"}}}}""")]
    public void A_filter_is_normalised(string filter, string expected) => Relayed(filter, expected);

    /// <summary>On a task's own fields null and missing are one, and no buffers are null.</summary>
    [Theory]
    [InlineData("""{"completed": {"$exists": false}}""", """{"completed": null}""")]
    [InlineData("""{"completed": {"$exists": true}}""", """{"completed": {"$ne": null}}""")]
    [InlineData("""{"completed": {"$exists": true, "$ne": "2026-11-23T20:00:00Z"}}""", """{"completed": {"$nin": [{"$date": "2026-11-23T20:00:00Z"}, null]}}""")]
    [InlineData("""{"queue": {"$exists": true, "$nin": ["mux"], "$ne": "x"}}""", """{"queue": {"$nin": ["mux", null], "$ne": "x"}}""")]
    [InlineData("""{"completed": {"$exists": false, "$ne": null}}""", """{"completed": {"$in": []}}""")]
    [InlineData("""{"completed": {"$not": {"$exists": true}}}""", """{"completed": {"$not": {"$ne": null}}}""")]
    [InlineData("""{"completed": {"$type": "null"}}""", """{"completed": null}""")]
    [InlineData("""{"completed": {"$type": ["null", "date"]}}""", "{}")]
    [InlineData("""{"header": {"$type": ["null", "string"]}}""", """{"header": null}""")]
    [InlineData("""{"header": {"$exists": true}}""", """{"header": {"$ne": null}}""")]
    [InlineData("""{"buffers": null}""", """{"buffers": {"$in": [null, []]}}""")]
    [InlineData("""{"buffers": {"$ne": null}}""", """{"buffers": {"$nin": [null, []]}}""")]
    [InlineData("""{"buffers": {"$exists": true}}""", """{"buffers": {"$nin": [null, []]}}""")]
    [InlineData("""{"buffers": {"$not": {"$in": [null]}}}""", """{"buffers": {"$nin": [null, []]}}""")]
    [InlineData("""{"buffers": {"$type": "binData"}}""", """{"buffers": {"$in": []}}""")]
    public void Null_is_what_it_is_everywhere_else(string filter, string expected) => Relayed(filter, expected);

    /// <summary>MongoDB keeps milliseconds: the operand moves to the one with which the answer is exact.</summary>
    [Theory]
    [InlineData("$gt", """{"$gt": {"$date": "2026-11-23T20:00:00.123Z"}}""")]
    [InlineData("$gte", """{"$gte": {"$date": "2026-11-23T20:00:00.124Z"}}""")]
    [InlineData("$lt", """{"$lt": {"$date": "2026-11-23T20:00:00.124Z"}}""")]
    [InlineData("$lte", """{"$lte": {"$date": "2026-11-23T20:00:00.123Z"}}""")]
    [InlineData("$eq", """{"$in": []}""")]
    public void Microseconds_are_rounded_so_that_the_answer_is_exact(string name, string expected)
    {
        foreach (var field in new[] { "started", "header.date" })
        {
            Relayed($$"""{"{{field}}": {"{{name}}": {"$date": "2026-11-23T20:00:00.123500Z"} } }""", $$"""{"{{field}}": {{expected}} }""");
        }
    }

    [Fact]
    public void Nothing_stored_equals_a_part_of_a_millisecond()
    {
        const string fine = """{"$date": "2026-11-23T20:00:00.123500Z"}""";
        const string whole = """{"$date": "2026-11-23T20:00:00.123Z"}""";
        Relayed($$"""{"started": {"$ne": {{fine}} } }""", "{}");
        Relayed($$"""{"started": {"$in": [{{fine}}, {{whole}}]} }""", $$"""{"started": {"$in": [{{whole}}]} }""");
        Relayed($$"""{"started": {"$nin": [{{fine}}]} }""", """{"started": {"$nin": []} }""");
        Relayed($$"""{"started": {"$not": {"$eq": {{fine}} } }, "queue": "mux"}""", """{"queue": "mux"}""");
        Relayed($$"""{"header.x": {"$all": [1, {{fine}}]} }""", """{"header.x": {"$in": []} }""");
        Relayed($$"""{"header.x": {"$elemMatch": {"$ne": {{fine}} } } }""", """{"header.x": {"$elemMatch": {"$nin": []} } }""");
        Relayed($$"""{"header.x": {"a": {{fine}} } }""", """{"header.x": {"$in": []} }""");
        var refused = Assert.Throws<QueryException>(() => NativeFilter.Of(Filter.Parse($$"""{"header.x": {"$gt": [{{fine}}]} }""")));
        Assert.Equal("header.x.$gt", Assert.Single(refused.Problems).Path);
    }

    [Fact]
    public void A_filter_that_does_not_fit_a_task_is_refused_with_every_problem()
    {
        var refused = Assert.Throws<QueryException>(() => NativeFilter.Of(Filter.Parse("""{"complete": null, "started": "yesterday"}""")));
        Assert.Equal(["complete", "started"], refused.Problems.Select(problem => problem.Path));
    }

    private static void Relayed(string filter, string expected) =>
        FilterText.AssertEqual(expected, NativeFilter.Of(Filter.Parse(filter)));
}
