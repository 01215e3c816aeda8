using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>
/// Every scalar type, every operator, values at every edge: a dict field, a delegate by either compiler, and SQL with and without
/// <c>UseMongoQueries</c> give one answer. Only a refusal, with its reason, may stand in place of it.
/// </summary>
public sealed class ScalarTableTests
{
    /// <summary>Every operand with every operator takes minutes; by default each type has a part of them.</summary>
    private static readonly int Step = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? 1 : 7;

    private static readonly string[] Operators = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"];

    public static TheoryData<string> Properties => [.. ScalarEdges.Values.Keys];

    [Theory]
    [MemberData(nameof(Properties))]
    public void All_ways_give_one_answer(string property)
    {
        using var registered = ScalarContext.Of(true, ScalarEdges.Rows);
        using var plain = ScalarContext.Of(false, ScalarEdges.Rows);
        var operands = ScalarEdges.IsNumber(property)
            ? [.. ScalarEdges.Values[property], .. ScalarEdges.Numbers]
            : ScalarEdges.Values[property];
        var refused = new HashSet<string>();
        var number = property.Length;
        foreach (var name in new[] { property, $"N{property}" })
        {
            foreach (var operand in operands)
            {
                foreach (var condition in Conditions(operand, property).Where(_ => number++ % Step == 0))
                {
                    var filter = Filter.Parse(new Dictionary<string, object?> { [name] = condition });
                    Check(filter, name, operand, registered, plain, refused);
                }
            }
        }

        Assert.True(refused.IsSubsetOf(Refusals(property)), string.Join('\n', refused.Except(Refusals(property))));
    }

    /// <summary>What EF Core can't order on SQLite without our registration, or at all.</summary>
    private static string[] Refusals(string property) => property switch
    {
        "String" or "Float" or "Double" => ["plain"],
        "DateTimeOffset" => ["plain"],
        "TimeSpan" => ["plain", "registered"],
        _ => [],
    };

    /// <summary>
    /// A column is compared as it is, so that its index can be used; operands beyond its type match nothing, or everything.
    /// </summary>
    [Fact]
    public void Whole_numbers_are_compared_without_a_cast()
    {
        using var context = ScalarContext.Of(true, []);
        foreach (var filter in new[] { """{"Int":{"$in":[1,2,4000000000]}}""", """{"Short":{"$in":[1,2]}}""", """{"Byte":{"$lt":300}}""", """{"Short":5}""", """{"UInt":{"$gt":2.5}}""", """{"NULong":5}""" })
        {
            var sql = context.Rows.Where(Filter.ToExpression<Scalars>(filter)).ToQueryString();
            Assert.DoesNotContain("CAST", sql[sql.IndexOf("WHERE", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Dictionary<string, object?>> Conditions(object operand, string property)
    {
        foreach (var comparison in Operators)
        {
            yield return new() { [comparison] = operand };
        }

        yield return new() { ["$not"] = new Dictionary<string, object?> { ["$lt"] = operand } };
        yield return new() { ["$in"] = new[] { operand, null } };
        yield return new() { ["$nin"] = new[] { operand, ScalarEdges.Values[property][0] } };
        if (operand is int and not 0)
        {
            yield return new() { ["$mod"] = new[] { operand, 1 } };
        }
    }

    private static void Check(
        Filter filter, string name, object operand, ScalarContext registered, ScalarContext plain, HashSet<string> refused)
    {
        if (filter.Validate<Scalars>() is { Count: > 0 } problems)
        {
            Assert.All(problems, problem => Assert.Matches("no order|looked up in a list|can't divide", problem.Reason));
            return;
        }

        var expected = Keys(ScalarEdges.Rows.Where(filter.ToExpression<Scalars>().Compile()));
        var message = $"{filter}: {expected}";
        Assert.Equal(message, $"{filter}: {Keys(ScalarEdges.Rows.Where(filter.ToPredicate<Scalars>()))}");
        if (InDict(filter, name, operand) is { } byDict)
        {
            Assert.Equal(message, $"{filter}: {byDict}");
        }

        foreach (var context in new[] { registered, plain })
        {
            try
            {
                Assert.Equal(message, $"{filter}: {Keys(context.Rows.Where(filter.ToExpression<Scalars>()))}");
            }
            catch (InvalidOperationException refusal) when (refusal.Message.Contains("could not be translated", StringComparison.Ordinal))
            {
                refused.Add(context == plain ? "plain" : "registered");
            }
        }
    }

    /// <summary>
    /// The evaluator of dict fields as a judge that shares no code with typed columns; it reads a decimal and a double as what they are.
    /// </summary>
    private static string? InDict(Filter filter, string name, object operand)
    {
        if (ScalarEdges.InDict(operand) is null || (name.EndsWith("Decimal", StringComparison.Ordinal) && operand is double))
        {
            return null;
        }

        var inDict = Filter.Parse($"{{\"header.v\":{filter.ToDocument()[name]}}}").ToPredicate<TaskRecord>();
        return Keys(ScalarEdges.Rows.Where(row =>
            inDict(
                new TaskRecord
                {
                    MsgId = "t",
                    Header = Document.Of(("v", ScalarEdges.InDict(typeof(Scalars).GetProperty(name)!.GetValue(row)))),
                })));
    }

    private static string Keys(IEnumerable<Scalars> rows) => string.Join(' ', rows.Select(row => row.Key).Order());
}
