using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;

namespace TaskDbLinq.Differential.Tests.Linq;

/// <summary>A whole LINQ query around a predicate, and the same over a list of the records.</summary>
public sealed record Shape(
    string Name, Func<IQueryable<TaskRecord>, Atom, string> Ask, Func<IReadOnlyList<TaskRecord>, Func<TaskRecord, bool>, string> Reference)
{
    public static Shape Random(Dice dice)
    {
        var (skip, take) = (dice.Next(3), 1 + dice.Next(4));
        return dice.Next(24) switch
        {
            < 9 => new("Where", (q, p) => Set(q.Where(p.Test).Select(t => t.MsgId)), (l, p) => Set(l.Where(p).Select(t => t.MsgId))),
            9 => new("Count", (q, p) => $"{q.Count(p.Test)}", (l, p) => $"{l.Count(p)}"),
            10 => new("Any", (q, p) => $"{q.Any(p.Test)}", (l, p) => $"{l.Any(p)}"),
            11 => new("All", (q, p) => $"{q.All(p.Test)}", (l, p) => $"{l.All(p)}"),
            12 => new(
                $"OrderBy(Submitted).ThenBy(MsgId).Skip({skip}).Take({take})",
                (q, p) => Row(q.Where(p.Test).OrderBy(t => t.Submitted).ThenBy(t => t.MsgId).Skip(skip).Take(take).Select(t => t.MsgId)),
                (l, p) =>
                    Row(l.Where(p)
                        .OrderBy(t => t.Submitted)
                        .ThenBy(t => t.MsgId, CodePoints.Instance)
                        .Skip(skip)
                        .Take(take)
                        .Select(t => t.MsgId))),
            13 => new(
                $"OrderByDescending(Label).ThenByDescending(MsgId).Take({take})",
                (q, p) =>
                    Row(q.Where(p.Test).OrderByDescending(t => t.Label).ThenByDescending(t => t.MsgId).Take(take).Select(t => t.MsgId)),
                (l, p) =>
                    Row(l.Where(p)
                        .OrderByDescending(t => t.Label, CodePoints.Instance)
                        .ThenByDescending(t => t.MsgId, CodePoints.Instance)
                        .Take(take)
                        .Select(t => t.MsgId))),
            14 => new("Select(whole)", (q, p) => Set(q.Where(p.Test).ToList().Select(Whole)), (l, p) => Set(l.Where(p).Select(Whole))),
            15 => new(
                "Select(new)",
                (q, p) =>
                    Set(q.Where(p.Test)
                        .Select(t => new { t.Label, t.Submitted, A = t.Header["a"] })
                        .ToList()
                        .Select(row => $"{row.Label}|{row.Submitted:O}|{Value(row.A)}")),
                (l, p) => Set(l.Where(p).Select(t => $"{t.Label}|{t.Submitted:O}|{Value(t.Header["a"])}"))),
            16 => new(
                "GroupBy(Label).Count",
                (q, p) =>
                    Set(q.Where(p.Test)
                        .GroupBy(t => t.Label)
                        .Select(g => new { g.Key, Count = g.Count() })
                        .ToList()
                        .Select(g => $"{g.Key ?? "null"}:{g.Count}")),
                (l, p) => Set(l.Where(p).GroupBy(t => t.Label).Select(g => $"{g.Key ?? "null"}:{g.Count()}"))),
            17 => new(
                "GroupBy(EngineUuid).Max",
                (q, p) =>
                    Set(q.Where(p.Test)
                        .GroupBy(t => t.EngineUuid)
                        .Select(g => new { g.Key, Last = g.Max(t => t.Submitted) })
                        .ToList()
                        .Select(g => $"{g.Key ?? "null"}:{g.Last:O}")),
                (l, p) => Set(l.Where(p).GroupBy(t => t.EngineUuid).Select(g => $"{g.Key ?? "null"}:{g.Max(t => t.Submitted):O}"))),
            18 =>
                new(
                    "Select(Label).Distinct",
                    (q, p) => Set(q.Where(p.Test).Select(t => t.Label).Distinct().ToList()),
                    (l, p) => Set(l.Where(p).Select(t => t.Label).Distinct())),
            19 =>
                new(
                    "Min(Submitted)",
                    (q, p) => $"{q.Where(p.Test).Min(t => t.Submitted):O}",
                    (l, p) => $"{l.Where(p).Min(t => t.Submitted):O}"),
            20 => new(
                "Max(Label)",
                (q, p) => $"{q.Where(p.Test).Max(t => t.Label)}",
                (l, p) => $"{l.Where(p).Select(t => t.Label).Where(text => text is not null).Max(CodePoints.Instance)}"),
            21 => new(
                "FirstOrDefault",
                (q, p) => $"{q.OrderBy(t => t.MsgId).FirstOrDefault(p.Test)?.MsgId}",
                (l, p) => $"{l.OrderBy(t => t.MsgId, CodePoints.Instance).FirstOrDefault(p)?.MsgId}"),
            22 => new(
                "Sum(Length)",
                (q, p) => $"{q.Where(p.Test).Where(t => t.Label != null).Sum(t => t.Label!.Length)}",
                (l, p) => $"{l.Where(p).Sum(t => t.Label?.EnumerateRunes().Count() ?? 0)}"),
            _ =>
                new(
                    "Select(coalesce)",
                    (q, p) => Set(q.Where(p.Test).Select(t => t.Label ?? "none").ToList()),
                    (l, p) => Set(l.Where(p).Select(t => t.Label ?? "none"))),
        };
    }

    public static string Whole(TaskRecord task) =>
        string.Join(' ', TaskFields.All.Select(field => $"{field.Key}={Answer.Show(field.Read(task))}"));

    /// <summary>What is not there is null, however a row says it.</summary>
    private static string Value(DocumentValue? value) => Answer.Show(value is null || value.IsNull ? null : value);

    private static string Set(IEnumerable<string?> items) =>
        string.Join('\n', items.Select(item => item ?? "null").Order(StringComparer.Ordinal));

    private static string Row(IEnumerable<string> items) => string.Join('\n', items);
}
