using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>Plain objects with properties of every sort; the filters of the table tests run on them.</summary>
public static class Things
{
    private static readonly Thing[] All =
    [
        new()
        {
            Id = 1, Small =
                1, Count = 5, Big = 9007199254740993, Huge = ulong.MaxValue, Ratio = 1.5, Price = 9.99m, Name = "apple", Flag = true,
            At = Utc(1), Day = new DateOnly(2026, 1, 1), Key = new Guid("00000000-0000-0000-0000-000000000001"), Color = Color.Red,
            Tags = ["a", "b"], Scores = [1, 5], Part = new Part { Maker = "acme", Size = 3 },
            Parts = [new Part { Maker = "acme", Size = 1 }, new Part { Maker = "zeta", Size = 4 }],
        },
        new()
        {
            Id = 2, Small = 2, Count =
                -5, Big = 9007199254740992, Huge = 9223372036854775808, Ratio = double.NaN, Price = 10m, Name = "Banana", Flag = false,
            At = Utc(2), Day = new DateOnly(2026, 1, 2), Color = Color.DarkBlue, Tags = [], Scores = [], Parts = [],
        },
        new()
        {
            Id = 3, Small = 0, Big = -1, Huge = 0, Ratio = -0.0, Day = new DateOnly(2026, 1, 3), Color = Color.Red,
            Scores = [10], Part = new Part { Size = 0 }, Parts = [new Part { Size = 2 }],
        },
        new()
        {
            Id = 4, Small =
                255, Count = 7, Big = long.MinValue, Huge = 1, Ratio = double.PositiveInfinity, Price = 0.1m, Name = "\uFFFF", Flag = true,
            At = Utc(4), Day = new DateOnly(2026, 1, 4), Key = new Guid("00000000-0000-0000-0000-000000000004"), Color = Color.DarkBlue,
            Tags =
                ["a"], Scores = [3, 3], Part = new Part { Maker = "\U0001F600", Size = 9 }, Parts = [new Part { Maker = "acme", Size = 4 }],
        },
        new()
        {
            Id = 5, Small = 7, Count = 0, Big = 0, Huge = 7, Ratio = 0.1, Price = 0.10m, Name = "\U0001F600", Flag = false,
            At = Utc(5), Day = new DateOnly(2026, 1, 5), Color = Color.Red, Tags = ["b", null, "c"], Scores = [1, 2, 3],
            Part = new Part { Maker = "zeta", Size = 4 }, Parts =
                [new Part { Maker = "zeta", Size = 1 }, new Part { Maker = "zeta", Size = 4 }],
        },
    ];

    /// <summary>The numbers of the things that the filter matches, through the compiled delegate.</summary>
    public static string Matches(string filter)
    {
        var query = Filter.Parse(filter);
        var matches = Run(query.ToPredicate<Thing>());
        Assert.Equal(matches, Run(query.ToExpression<Thing>().Compile()));
        Assert.Equal(matches, Run(Filter.Parse(query.ToJson()).ToPredicate<Thing>()));
        return matches;
    }

    /// <summary>Why the filter does not fit the things.</summary>
    public static string Refusal(string filter) =>
        string.Join('\n', Assert.Throws<QueryException>(() => Filter.ToExpression<Thing>(filter)).Problems);

    private static string Run(Func<Thing, bool> predicate) => string.Join(' ', All.Where(predicate).Select(thing => thing.Id));

    private static DateTime Utc(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);
}

public enum Color
{
    Red,
    DarkBlue,
}

public sealed class Part
{
    public string? Maker { get; init; }

    public int Size { get; init; }
}

public sealed class Thing
{
    public int Id { get; init; }

    public byte Small { get; init; }

    public int? Count { get; init; }

    public long Big { get; init; }

    public ulong Huge { get; init; }

    public double Ratio { get; init; }

    public decimal? Price { get; init; }

    public string? Name { get; init; }

    public bool? Flag { get; init; }

    public DateTime? At { get; init; }

    public DateOnly Day { get; init; }

    public Guid? Key { get; init; }

    public Color Color { get; init; }

    public List<string?>? Tags { get; init; }

    public int[] Scores { get; init; } = [];

    public Part? Part { get; init; }

    public List<Part> Parts { get; init; } = [];
}
