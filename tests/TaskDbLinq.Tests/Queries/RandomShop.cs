using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Random records and filters over them, small enough that conditions often hold and often do not.</summary>
internal sealed class RandomShop(int seed)
{
    private static readonly string[] Words = ["", "a", "b", "ab", "B", "\uFFFD", "\U0001F600"];
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(seed);

    public Customer Customer() => new()
    {
        Id = _random.Next(-3, 4),
        Name = Word(),
        Nick = Maybe(Word),
        Priority = MaybeNumber(),
        Points = _random.Next(4) == 0 ? 9007199254740993 : _random.Next(-3, 4),
        Score = Pick([0.0, 1.5, -2, double.NaN, 3]),
        Ratio = _random.Next(3) == 0 ? null : Pick([0.5f, 1f, float.NaN]),
        Balance = Pick([0m, 9.5m, 10m, -1m]),
        Active = Flag(),
        Vip = _random.Next(3) == 0 ? null : Flag(),
        Tier = Pick(Enum.GetValues<Tier>()),
        FormerTier = Flag() ? null : Pick(Enum.GetValues<Tier>()),
        Joined = DateOnly.FromDateTime(Start).AddDays(_random.Next(3)),
        LastSeen = Flag() ? null : Start.AddDays(_random.Next(3)),
        Address = Maybe(() => new Address { City = Maybe(Word), Country = Maybe(() => new Country { Code = Maybe(Word) }) }),
        Tags = Maybe(() => Several(() => Maybe(Word))),
        Marks = [.. Several(() => _random.Next(-2, 3))],
        Orders = Several(
            () =>
                new Order
                {
                    Total = _random.Next(3),
                    Note = Maybe(Word),
                    Lines = Several(() => new Line { Sku = Word(), Quantity = _random.Next(3) }),
                }),
    };

    public TaskRecord Task() => new()
    {
        MsgId = Word(),
        EngineUuid = Maybe(Word),
        Stdout = Maybe(Word),
        Started = Flag() ? null : Start.AddDays(_random.Next(3)),
        Header = Maybe(() => Dict(3)),
        Error = Maybe(() => Dict(1)),
    };

    public Dictionary<string, object?> CustomerFilter(int depth = 2) => Filter(depth, CustomerField);

    public Dictionary<string, object?> TaskFilter(int depth = 2) => Filter(depth, TaskField);

    /// <summary>A document with arrays, nested documents, and names that are numbers.</summary>
    public Document Dict(int depth) => Document.Of(
        Several(() => Pick(["a", "b", "0"])).Distinct().Select(name => (name, (DocumentValue?)Value(depth))).ToArray());

    private DocumentValue Value(int depth) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => DocumentValue.Null,
        1 => Word(),
        2 => _random.Next(3),
        3 => 1.5,
        4 => Flag(),
        5 => Dict(depth - 1),
        _ => DocumentArray.Of(Several(() => Value(depth - 1))),
    };

    private Dictionary<string, object?> Filter(int depth, Func<(string, object?)> field)
    {
        var filter = new Dictionary<string, object?>();
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            if (depth > 0 && _random.Next(3) == 0)
            {
                filter[Pick(["$and", "$or", "$nor"])] = Enumerable.Range(0, _random.Next(1, 4))
                    .Select(_ => Filter(depth - 1, field))
                    .ToArray();
            }
            else
            {
                var (name, condition) = field();
                filter[name] = condition;
            }
        }

        return filter;
    }

    private (string Name, object? Condition) CustomerField() => _random.Next(14) switch
    {
        0 => ("name", Condition(Word, isText: true)),
        1 => (Pick(["nick", "address.city", "address.country.code"]), Condition(Word, isText: true)),
        2 => ("priority", Condition(() => Pick<object>([-1, 0, 1, 2, 1.5]), isWhole: true)),
        3 => ("points", Condition(() => Pick<object>([0L, 9007199254740993, 9007199254740992.0, 0.5]), isWhole: true)),
        4 => ("score", Condition(() => Pick<object>([0, 1.5, double.NaN, 3L]))),
        5 => ("balance", Condition(() => Pick<object>([0, 9.5, 10m]))),
        6 => (Pick(["active", "vip"]), Condition(() => Flag())),
        7 => (Pick(["tier", "former_tier"]), Condition(() => Pick(["Basic", "PureGold"]), isOrdered: false)),
        8 => ("last_seen", Condition(() => Start.AddDays(_random.Next(3)))),
        9 => ("tags", ListCondition(Word, isText: true)),
        10 => ("marks", ListCondition(() => _random.Next(-2, 3), isText: false)),
        11 => (Pick(["orders.note", "orders.lines.sku"]), Condition(Word, isText: true)),
        12 => ("orders", new Dictionary<string, object?> { [Pick(["$elemMatch"])] = Filter(1, OrderField) }),
        _ => ("ratio", Condition(() => Pick<object>([0.5, 1, double.NaN]))),
    };

    private (string Name, object? Condition) OrderField() => _random.Next(3) switch
    {
        0 => ("total", Condition(() => _random.Next(3))),
        1 => ("note", Condition(Word, isText: true)),
        _ => ("lines", new Dictionary<string, object?> { ["$size"] = _random.Next(3) }),
    };

    private (string Name, object? Condition) TaskField() => _random.Next(5) switch
    {
        0 => (Pick(["msg_id", "engine_uuid", "stdout"]), Condition(Word, isText: true)),
        1 => ("started", Condition(() => Start.AddDays(_random.Next(3)))),
        2 => (Pick(["header", "error"]), Flag() ? null : new Dictionary<string, object?> { ["$ne"] = null }),
        _ =>
            (Pick(["header.a", "header.b", "header.a.b", "header.a.0", "header.0"]), Flag()
                ? ListCondition(Scalar, isText: true)
                : Condition(Scalar, isText: true, isWhole: true)),
    };

    private object Scalar() => Pick<object>(["a", "", 1, 1.5, true]);

    private object? ListCondition(Func<object> value, bool isText) => _random.Next(5) switch
    {
        0 => new Dictionary<string, object?> { ["$size"] = _random.Next(3) },
        1 => new Dictionary<string, object?> { ["$all"] = new[] { value(), value() } },
        2 => new Dictionary<string, object?> { ["$elemMatch"] = Operators(value, isText, isWhole: false, isOrdered: true) },
        3 => new Dictionary<string, object?> { ["$exists"] = Flag() },
        _ => Condition(value, isText),
    };

    private object? Condition(Func<object> value, bool isText = false, bool isWhole = false, bool isOrdered = true) =>
        _random.Next(8) switch
        {
            0 => value(),
            1 => null,
            2 => new Dictionary<string, object?> { ["$not"] = Operators(value, isText, isWhole, isOrdered) },
            _ => Operators(value, isText, isWhole, isOrdered),
        };

    private Dictionary<string, object?> Operators(Func<object> value, bool isText, bool isWhole, bool isOrdered)
    {
        var operators = new Dictionary<string, object?>();
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            var (name, operand) = _random.Next(10) switch
            {
                0 or 1 when isOrdered => (Pick(["$lt", "$lte", "$gt", "$gte"]), value()),
                2 => ("$in", Several(value)),
                3 => ("$nin", Several(() => _random.Next(4) == 0 ? null : value())),
                4 => ("$exists", (object)Flag()),
                5 when isText => ("$regex", Pick(["^a", "b", "B$"])),
                6 when isWhole => ("$mod", new[] { Pick([2, -1, 3]), _random.Next(-1, 2) }),
                7 => ("$ne", Flag() ? null : value()),
                _ => ("$eq", value()),
            };
            operators[name] = operand;
        }

        return operators;
    }

    private string Word() => Pick(Words);

    private bool Flag() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> value)
        where T : class? => _random.Next(4) == 0 ? null : value();

    private int? MaybeNumber() => _random.Next(4) == 0 ? null : _random.Next(-3, 4);

    private List<T> Several<T>(Func<T> value) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => value())];

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
