using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Linq;

/// <summary>Random LINQ queries over a few tasks with nulls, ties and odd texts.</summary>
internal static class RandomLinq
{
    private static readonly string?[] Texts = [null, "", "a", "b", "A", "ä", "\uFFFF", "𝄞", "a%", "_", "'", "t1"];

    public static int Cases { get; } = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? 6_000 : 120;

    public static DateTime Start { get; } = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    public static ImmutableArray<TaskRecord> Tasks { get; } = [.. Enumerable.Range(0, 40).Select(Make)];

    /// <summary>A query of one to three conditions, an order, a page and a projection, each there or not.</summary>
    public static Func<IQueryable<TaskRecord>, IQueryable<object>> Query(Random random)
    {
        var conditions = Enumerable.Range(0, random.Next(0, 4)).Select(_ => Condition(random)).ToList();
        var (order, skip, take, shape) = (random.Next(6), random.Next(-3, 4), random.Next(-2, 12), random.Next(6));
        return tasks =>
        {
            var query = conditions.Aggregate(tasks, (source, condition) => source.Where(condition));

            // Without an order a page is any page: pages are taken of ordered tasks only.
            var ordered = order switch
            {
                0 or 1 => query.OrderBy(t => t.Started).ThenBy(t => t.MsgId),
                2 => query.OrderByDescending(t => t.Label).ThenByDescending(t => t.MsgId),
                3 => query.OrderBy(t => t.Queue).ThenByDescending(t => t.Completed).ThenBy(t => t.MsgId),
                _ => query.OrderBy(t => t.MsgId),
            };
            IQueryable<TaskRecord> page = skip > 0 ? ordered.Skip(skip) : ordered;
            page = take >= 0 ? page.Take(take) : page;
            return shape switch
            {
                0 => page.Select(t => t.Label!),
                1 => page.Select(t => new { t.MsgId, t.Started, t.Queue }),
                2 => page.Select(t => new ValueTuple<string, DateTime?>(t.MsgId, t.Completed)).Select(pair => (object)pair),
                3 => page.Select(t => t.MsgId),
                4 => page.Select(t => new Dicts(t.Header, t.ResultHeader, t.MsgId)),
                _ => page,
            };
        };
    }

    private static Expression<Func<TaskRecord, bool>> Condition(Random random)
    {
        var (text, other) = (Texts[random.Next(Texts.Length)], Texts[random.Next(Texts.Length)]);
        var (id, since) = ($"t{random.Next(45)}", Start.AddMinutes(random.Next(-2, 42)));
        var list = Enumerable.Range(0, random.Next(4)).Select(_ => Texts[random.Next(Texts.Length)]).ToList();
        var ids = list.Select((_, place) => $"t{place * 7}").ToArray();
        var part = text ?? "a";
        return random.Next(18) switch
        {
            0 => t => t.MsgId == id,
            1 => t => t.Label == text,
            2 => t => t.Label != text,
            3 => t => t.Started >= since,
            4 => t => t.Completed == null || t.Started < since,
            5 => t => t.Completed != null && t.Queue == "mux",
            6 => t => list.Contains(t.Label),
            7 => t => ids.Contains(t.MsgId),
            8 => t => !list.Contains(t.Queue),
            9 => t => t.Label!.StartsWith(part),
            10 => t => t.Label!.Contains(part),
            11 => t => t.Label == text || t.Queue == other,
            12 => t => !(t.Label == text && t.Queue != other),
            13 => t => t.Header["msg_type"] == part,
            14 => t => (int?)t.Header["n"] > 3,
            15 => t => t.Header.ContainsKey("n"),
            16 => t => t.Submitted > since.AddMinutes(-3) && t.Submitted <= since,
            _ => t => t.Label!.Length > 0,
        };
    }

    /// <summary>Dict fields as a task has them: EF Core gives null for one that is not there.</summary>
    private sealed record Dicts(Document? Header, Document? ResultHeader, string MsgId)
    {
        public Document? Header { get; } = Header ?? Document.None;

        public Document? ResultHeader { get; } = ResultHeader ?? Document.None;
    }

    private static TaskRecord Make(int number) => new()
    {
        MsgId = $"t{number}",
        Submitted = Start.AddMinutes(number),
        Started = number % 3 == 0 ? null : Start.AddMinutes(number / 2),
        Completed = number % 4 == 0 ? null : Start.AddMinutes(number),
        Label = Texts[number % Texts.Length],
        Queue = (number % 5) switch { 0 => null, 1 or 2 => "mux", _ => "task" },
        ClientUuid = number % 2 == 0 ? "c1" : "c2",
        Header = number % 6 == 0 ? Document.None : Document.Of(("msg_type", Texts[number % Texts.Length] ?? "a"), ("n", number)),
    };
}
