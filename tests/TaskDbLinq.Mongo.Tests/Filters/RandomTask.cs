using TaskDbLinq.Documents;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Tests.Filters;

/// <summary>
/// Tasks and filters at random, of few values, so that they meet. Left out is what the engine of the tests is known to
/// answer otherwise than MongoDB's manual says (tests/mongo-engine/README.md): null below <c>$elemMatch</c>, and numbers of
/// several widths inside the documents and arrays of a list.
/// </summary>
internal sealed class RandomTask(int seed)
{
    private static readonly DateTime Start = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);
    private static readonly string?[] Texts = [null, "", "a", "ab", "b", "é", "\uE000", "\U0001F600"];
    private static readonly string[] Columns = ["queue", "stdout", "engine_uuid", "label"];
    private static readonly string[] Moments = ["started", "completed", "submitted"];
    private static readonly string[] Paths = ["header.a", "header.a.b", "header.a.0", "header.a.0.b", "header.c", "header", "metadata.a", "error.a", "error"];

    private readonly Random _random = new(seed);

    public TaskRecord Task(string id) => new()
    {
        MsgId = id,
        Queue = Pick(Texts),
        Stdout = Pick(Texts),
        EngineUuid = Pick(Texts),
        Label = Pick(Texts),
        Submitted = Start,
        Started = Chance(3) ? null : Moment(whole: true),
        Completed = Chance(3) ? null : Moment(whole: true),
        Buffers = Chance(2) ? null : BufferList.Of([1]),
        Header = Dict(),
        Metadata = Chance(3) ? null : Dict(),
        Error = Chance(2) ? null : Dict(),
    };

    public Dictionary<string, object?> Filter(int depth = 2)
    {
        if (depth > 0 && Chance(3))
        {
            return new() { [Pick("$and", "$or", "$nor")] = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (object?)Filter(depth - 1)).ToArray() };
        }

        var filter = new Dictionary<string, object?>();
        foreach (var field in new[] { Pick(Columns), Pick(Moments), Pick(Paths), "buffers" }.OrderBy(_ => _random.Next()).Take(_random.Next(1, 3)))
        {
            filter[field] = field == "buffers" ? Pick<object?>(null, Of("$ne", null), Of("$exists", Chance(2)), Of("$type", "null")) : Conditions(field);
        }

        return filter;
    }

    private object? Conditions(string field) => Columns.Contains(field) ? Conditions(() => Pick(Texts), Textual)
        : Moments.Contains(field) ? Conditions(() => Chance(5) ? null : Moment(whole: Chance(2)), () => Of("$type", Pick("date", "null", "string")))
        : Conditions(() => Value(2), Inside);

    private object? Conditions(Func<object?> value, Func<Dictionary<string, object?>> other)
    {
        if (Chance(4))
        {
            return value();
        }

        var conditions = new Dictionary<string, object?>();
        for (var count = _random.Next(1, 3); count > 0; count--)
        {
            foreach (var (name, operand) in Chance(3) ? other() : Comparison(value))
            {
                conditions[name] = operand;
            }
        }

        return Chance(5) ? Of("$not", conditions) : conditions;
    }

    private Dictionary<string, object?> Comparison(Func<object?> value) => Chance(3)
        ? Of(Pick("$in", "$nin"), Enumerable.Range(0, _random.Next(0, 4)).Select(_ => value()).ToArray())
        : Chance(4) ? Of("$exists", Chance(2))
        : Of(Pick("$eq", "$ne", "$gt", "$gte", "$lt", "$lte"), value());

    private Dictionary<string, object?> Textual() => Chance(2)
        ? Of("$type", Chance(2) ? Pick("string", "null", "int") : new[] { "null", Pick("string", "int") })
        : Of("$regex", Pick("^a", "b$", "é", "."));

    private Dictionary<string, object?> Inside() => _random.Next(6) switch
    {
        0 => Of("$size", _random.Next(3)),
        1 => Of("$mod", new object?[] { _random.Next(1, 4), _random.Next(-1, 3) }),
        2 => Of("$all", new[] { Value(1), Value(1) }),
        3 => Of("$type", Pick("int", "double", "string", "array", "object", "null", "date", "bool", "number")),
        4 => Of("$elemMatch", Chance(2) ? Of(Pick("$gt", "$lte", "$ne"), _random.Next(3)) : Of("b", _random.Next(3))),
        _ => Of("$regex", Pick("^a", "b")),
    };

    private Document Dict() => Document.Of(Enumerable.Range(0, _random.Next(0, 4)).Select(at => (new[] { "a", "c", "d" }[at % 3], (DocumentValue?)DocumentOf(Value(2)))).DistinctBy(pair => pair.Item1));

    private object? Value(int depth) => _random.Next(depth > 0 ? 13 : 9) switch
    {
        0 => null,
        1 or 2 => _random.Next(-1, 3),
        3 => depth < 2 ? 1 : Pick(1.0, 2.5, double.NaN, 0.0),
        4 => depth < 2 ? 2 : Pick(9007199254740993L, 1L),
        5 or 6 => Pick("a", "ab", "b", ""),
        7 => Chance(2),
        8 => Moment(whole: true),
        9 or 10 => Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Value(depth - 1)).ToArray(),
        _ => Of("b", Value(depth - 1)),
    };

    private static DocumentValue DocumentOf(object? value) => value switch
    {
        null => DocumentValue.Null,
        int number => number,
        long number => number,
        double number => number,
        string text => text,
        bool flag => flag,
        DateTime moment => moment,
        object?[] list => DocumentArray.Of(list.Select(DocumentOf)),
        Dictionary<string, object?> fields => Document.Of(fields.Select(field => (field.Key, (DocumentValue?)DocumentOf(field.Value)))),
        _ => throw new ArgumentException($"{value.GetType()} is no value of a document.", nameof(value)),
    };

    private DateTime Moment(bool whole) => Start.AddMilliseconds(_random.Next(3)).AddTicks(whole ? 0 : _random.Next(3) * 5_000);

    private static Dictionary<string, object?> Of(string name, object? value) => new() { [name] = value };

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private bool Chance(int of) => _random.Next(of) == 0;
}
