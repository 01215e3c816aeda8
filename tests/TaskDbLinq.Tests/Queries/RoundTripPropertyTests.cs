using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Random filters there and back give the same answers; a failure prints the seed of its case.</summary>
public class RoundTripPropertyTests
{
    private const int Cases = 1_000;
    private const int Records = 12;

    [Fact]
    public void Filters_on_plain_classes() =>
        RandomCases.Run(Cases, seed => Check(new RandomShop(seed), shop => shop.CustomerFilter(), shop => shop.Customer()));

    [Fact]
    public void Filters_on_tasks() =>
        RandomCases.Run(Cases, seed => Check(new RandomShop(seed), shop => shop.TaskFilter(), shop => shop.Task()));

    /// <summary>C#'s indexer and the filter's path agree on every document without names that are numbers below an array.</summary>
    [Fact]
    public void Dict_fields_in_csharp()
    {
        var array = DocumentArray.Of(1, "a");
        string[] words = ["a", "ab"];
        Expression<Func<TaskRecord, bool>>[] predicates =
        [
            t => t.Header["a"] == "a",
            t => t.Header["a"] != "a",
            t => t.Header["a"] == null,
            t => t.Header["a"] != null,
            t => t.Header["a"] == array,
            t => t.Header["a"] > 0,
            t => !(t.Header["a"] > 0),
            t => t.Header["a"] <= 1.5,
            t => t.Header["a"]["b"] == "a",
            t => t.Header["a"]["b"] != "a",
            t => t.Header["a"]["b"] == null,
            t => t.Header["a"]["b"]["a"] != null,
            t => t.Header["a"]["b"] == array,
            t => (string?)t.Header["a"] == "a",
            t => (string?)t.Header["a"] == null,
            t => (bool?)t.Header["a"]["b"] == null,
            t => (double?)t.Header["a"] >= 1,
            t => (long?)t.Header["a"] == 1,
            t => words.Contains((string?)t.Header["b"]),
            t => !words.Contains((string?)t.Header["a"]["b"]),
            t => t.Header.ContainsKey("a"),
            t => t.Header["a"].IsNull || t.Error == null,
            t => t.Header == null,
            t => t.Header["a"][0] == "a",
            t => t.Header["a"][1] != 1,
            t => t.Header["a"][0] == null,
            t => t.Header["a"][0]["b"] == 1,
            t => t.Header["a"][0][1] == 1,
            t => t.Header["a"][0] == array,
        ];
        var pairs = predicates.Select(predicate => (predicate, run: predicate.Compile(), filter: Filter.FromExpression(predicate)))
            .ToArray();
        RandomCases.Run(
            Cases,
            seed =>
            {
                var task = new RandomShop(seed).Task();
                foreach (var (predicate, run, filter) in pairs.Where(_ => !HasNumberedElement(task.Header)))
                {
                    Assert.True(run(task) == filter.ToPredicate<TaskRecord>()(task), $"{predicate} {filter} {task.Header}");
                }
            });
    }

    private static void Check<T>(RandomShop shop, Func<RandomShop, Dictionary<string, object?>> filter, Func<RandomShop, T> record)
    {
        var query = Filter.Parse(filter(shop));
        var back = Filter.FromExpression(query.ToExpression<T>());
        var (there, here) = (query.ToPredicate<T>(), back.ToPredicate<T>());
        for (var i = 0; i < Records; i++)
        {
            var candidate = record(shop);
            Assert.True(there(candidate) == here(candidate), $"{query} came back as {back}");
        }
    }

    private static bool HasNumberedElement(DocumentValue value) => value switch
    {
        Document document => document.Values.Any(HasNumberedElement),
        DocumentArray list => list.Any(element => (element is Document inner && inner.ContainsKey("0")) || HasNumberedElement(element)),
        _ => false,
    };
}
