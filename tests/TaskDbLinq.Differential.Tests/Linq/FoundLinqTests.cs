using System.Linq.Expressions;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Differential.Tests.Linq;

/// <summary>Differences that random LINQ found, at their smallest; the answers are worked out by hand from the four tasks.</summary>
public class FoundLinqTests
{
    private static readonly DateTime Last = new(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc);

    private static readonly TaskRecord[] Tasks =
    [
        new() { MsgId = "t0", Label = "Abc", Stdout = "b", Header = Document.Of(("a", 1)), Submitted = Last },
        new() { MsgId = "t1", Label = "abc", Header = Document.Of(("b", Document.Of(("c", "x")))) },
        new() { MsgId = "t2", Label = "\U0001F600" },
        new() { MsgId = "t3" },
    ];

    [Fact]
    public async Task Predicates()
    {
        var (a, b, c) = ("a", "b", "c");
        var start = "a";
        (Expression<Func<TaskRecord, bool>> Test, string Expected)[] cases =
        [
            (t => t.Header[a] == 1, "t0"),
            (t => t.Header[b][c] == "x", "t1"),
            (t => t.Header.ContainsKey(a) || t.Label!.Length == 1, "t0 t2"),
            (t => !(t.Header.ContainsKey(a) || t.Label!.ToUpper() == "ABC"), "t2 t3"),
            (t => t.Label!.Contains(t.Stdout!), "t0"),
            (t => t.Label!.StartsWith(start), "t1"),
            (t => t.Label!.EndsWith("BC"), ""),
            (t => t.Label + "b" == "b", "t3"),
            (t => t.Stdout == t.Label || t.MsgId.CompareTo("t2") > 0, "t3"),
            (t => t.Label == t.Stdout || t.Label!.CompareTo("\uFFFF") > 0, "t2 t3"),
            (t => t.Label!.ToLower() == "" || t.Label!.Trim() == "abc", "t1"),
        ];
        await RunAsync(database =>
        {
            foreach (var (test, expected) in cases)
            {
                Assert.Equal(
                    (test.ToString(), expected),
                    (test.ToString(), string.Join(
                        ' ', database.Tasks.Where(test).Select(t => t.MsgId).ToList().Order(StringComparer.Ordinal))));
            }
        });
    }

    [Fact]
    public async Task Answers_of_other_kinds() => await RunAsync(database =>
    {
        Assert.Equal("\U0001F600", database.Tasks.Where(t => t.Label != null).Max(t => t.Label));
        Assert.Equal(7, database.Tasks.Where(t => t.Label != null).Sum(t => t.Label!.Length));
        Assert.Equal(Last, database.Tasks.Where(t => t.MsgId == "t0").Select(t => t.Submitted).Single());
    });

    private static async Task RunAsync(Action<ITaskDb> check)
    {
        await using var sides = await Sides.OpenAsync();
        await sides.LoadAsync([]);
        foreach (var (_, database) in sides.Databases)
        {
            await database.WriteAsync(TaskBatch.Add(Tasks), TestContext.Current.CancellationToken);
            check(database);
        }
    }
}
