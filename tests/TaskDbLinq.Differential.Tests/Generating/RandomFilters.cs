namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>Filters over the whole language, as a user writes them: dictionaries, lists and CLR values.</summary>
public sealed class RandomFilters(Dice dice, RandomTasks values, List<Hint> hints)
{
    private static readonly string[] Comparisons = ["$eq", "$eq", "$ne", "$gt", "$gte", "$lt", "$gte", "$lte", "$lte", "$ge"];

    public Dictionary<string, object?> Filter(int depth)
    {
        var filter = new Dictionary<string, object?>();
        for (var left = dice.Chance(4) ? 0 : 1 + (dice.Chance(25) ? 1 : 0); left > 0; left--)
        {
            if (depth > 0 && dice.Chance(30))
            {
                filter[dice.Pick(["$and", "$or", "$or", "$nor"])] = dice.List(1, 3, () => Filter(depth - 1));
            }
            else
            {
                var hint = Hinted();
                filter[hint.Path] = Test(hint.Path, hint.Value, IsDict(hint.Path) ? 2 : 1);
            }
        }

        if (dice.Chance(2))
        {
            filter["$comment"] = "why";
        }

        return filter;
    }

    private static bool IsDict(string path) => Fields.Dicts.Any(key => path == key || path.StartsWith(key + '.', StringComparison.Ordinal));

    /// <summary>Where to look and for what: mostly what is there, now and then beside it.</summary>
    private Hint Hinted()
    {
        if (hints.Count > 0 && dice.Chance(90))
        {
            var hint = dice.Pick(hints);
            for (var again = 0; again < 3 && hint.Path == Fields.Id; again++)
            {
                hint = dice.Pick(hints);
            }

            return dice.Chance(12) && IsDict(hint.Path) ? hint with { Path = $"{hint.Path}.{dice.Pick(Alphabet.Names)}" }
                : dice.Chance(20) ? hint with { Value = Near(hint) }
                : hint;
        }

        return dice.Weighted<Hint>(
            (2, () => new Hint(dice.Pick(Fields.Texts), dice.Pick(Alphabet.Strings))),
            (2, () => new Hint(dice.Pick(Fields.Timestamps), dice.Pick(Alphabet.Moments))),
            (1, () => new Hint(dice.Pick(Fields.Buffers), null)),
            (1, () => new Hint(dice.Pick(Fields.Dicts), values.Value(1))),
            (6, () => new Hint(Path(dice.Pick(Fields.Dicts), 1 + dice.Next(3)), values.Value(1))));
    }

    private object? Near(Hint hint) => hint.Value switch
    {
        string => dice.Pick(Alphabet.Strings),
        DateTime => dice.Pick(Alphabet.Moments),
        null => IsDict(hint.Path) ? values.Value(1) : null,
        _ when IsDict(hint.Path) => values.Value(1),
        var value => value,
    };

    private string Path(string start, int segments)
    {
        var path = start;
        for (; segments > 0; segments--)
        {
            path = $"{path}.{dice.Pick(Alphabet.Names)}";
        }

        return path;
    }

    /// <summary>What stands behind a field: a value, or operators.</summary>
    private object? Test(string path, object? value, int depth)
    {
        if (dice.Chance(15))
        {
            return value is Dictionary<string, object?> { Count: > 0 } or not Dictionary<string, object?>
                ? Operand(path, value)
                : new Dictionary<string, object?>();
        }

        var operators = new Dictionary<string, object?>();
        for (var left = 1 + (dice.Chance(25) ? 1 : 0); left > 0; left--)
        {
            Add(operators, path, value, depth);
        }

        return operators;
    }

    private Dictionary<string, object?> Operators(string path, object? value, int depth)
    {
        var operators = new Dictionary<string, object?>();
        Add(operators, path, value, depth);
        return operators;
    }

    private void Add(Dictionary<string, object?> operators, string path, object? value, int depth)
    {
        if (Fields.Buffers.Contains(path))
        {
            operators[dice.Pick(["$eq", "$ne", "$exists"])] = null;
            return;
        }

        var isDict = IsDict(path) || path.Length == 0;
        var isText = !isDict && !Fields.Timestamps.Contains(path);
        var inside = isDict ? 1 : 0;
        dice.Weighted<object?>(
            (14, () => operators[dice.Pick(Comparisons)] = Operand(path, value)),
            (4, () => operators[dice.Pick(["$in", "$nin"])] = List(path, value, patterns: isText || isDict)),
            (2, () => operators["$exists"] = dice.Pick(Alphabet.Flags)),
            (2, () => operators["$type"] = dice.Chance(75) ? dice.Pick(Alphabet.Types) : dice.List(1, 2, () => dice.Pick(Alphabet.Types))),
            (isText ? 4 : 2 * inside, () => AddPattern(operators)),
            (isText ? 2 : inside, () => operators["$glob"] = dice.Pick(Alphabet.Globs)),
            (depth > 0 ? 3 : 0, () => operators["$not"] = Operators(path, value, depth - 1)),
            (2 * inside, () => operators["$all"] = All(path, value, depth)),
            (
                2 * inside,
                () =>
                    operators["$size"] = value is List<object?> list && dice.Chance(70)
                        ? list.Count
                        : dice.Pick<object>([0, 1, 2, 1L, 2.0, 3m])),
            (
                2 * inside,
                () =>
                    operators["$mod"] = new List<object?>
                    {
                        dice.Pick<object>([2, 3, 4, -4, 2L, 4.9, 1m, -1, long.MinValue]), dice.Pick<object>([0, 1, -1, 1.9, 3L, 0m]),
                    }),
            (depth > 0 ? 4 * inside : 0, () => operators["$elemMatch"] = Element(value, depth - 1)));
        KeepOne(operators, "$ge", "$gt");
        KeepOne(operators, "$glob", "$regex");
    }

    /// <summary>Two spellings of one operator have no place beside each other in the engine's own language.</summary>
    private static void KeepOne(Dictionary<string, object?> operators, string ours, string native)
    {
        if (operators.ContainsKey(native))
        {
            operators.Remove(ours);
        }
    }

    private object? AddPattern(Dictionary<string, object?> operators)
    {
        operators["$regex"] = dice.Pick(Alphabet.Patterns);
        if (dice.Chance(30))
        {
            operators["$options"] = dice.Pick(Alphabet.PatternOptions);
        }

        return null;
    }

    private List<object?> List(string path, object? value, bool patterns) => dice.List(0, 3, () => dice.Weighted<object?>(
        (6, () => Operand(path, value)),
        (1, () => null),
        (patterns ? 1 : 0, () => new Pattern(dice.Pick(Alphabet.Patterns), dice.Chance(30) ? "i" : string.Empty)),
        (2, () => Operand(path, Near(new Hint(path, value))))));

    private List<object?> All(string path, object? value, int depth)
    {
        if (depth > 0 && dice.Chance(40))
        {
            return dice.List(1, 2, () => new Dictionary<string, object?> { ["$elemMatch"] = Element(value, depth - 1) });
        }

        return value is List<object?> { Count: > 0 } list && dice.Chance(70)
            ? dice.List(1, 2, () => dice.Pick(list) is var item && Starts(item) ? 1 : item)
            : List(path, value, patterns: true);
    }

    /// <summary>What an element must satisfy: a filter for documents, operators for values.</summary>
    private object Element(object? value, int depth)
    {
        var element = value is List<object?> { Count: > 0 } list ? dice.Pick(list) : value;
        if (element is Dictionary<string, object?> or List<object?> ? dice.Chance(70) : dice.Chance(25))
        {
            var inner = new List<Hint>();
            foreach (var hint in Hint.Of([new Dictionary<string, object?> { ["error"] = element }])
                .Where(hint => hint.Path.Length > "error.".Length))
            {
                inner.Add(hint with { Path = hint.Path["error.".Length..] });
            }

            var filter = new Dictionary<string, object?>();
            for (var left = 1 + (dice.Chance(30) ? 1 : 0); left > 0; left--)
            {
                if (depth > 0 && dice.Chance(20))
                {
                    filter[dice.Pick(["$or", "$nor", "$and"])] = new List<object?>
                    {
                        Element(new Dictionary<string, object?>(), 0) is Dictionary<string, object?> part && !Starts(part)
                            ? part
                            : new Dictionary<string, object?>(),
                    };
                }
                else
                {
                    var hint = inner.Count > 0 && dice.Chance(75)
                        ? dice.Pick(inner)
                        : new Hint(Path(dice.Pick(Alphabet.Names), dice.Next(2)), values.Value(1));
                    filter[hint.Path] = TestInside(hint.Value, depth);
                }
            }

            return filter;
        }

        var operators = Operators(string.Empty, element, depth);
        if (dice.Chance(25))
        {
            Add(operators, string.Empty, element, depth);
        }

        return operators;
    }

    private object? TestInside(object? value, int depth) =>
        dice.Chance(30) && !Starts(value) ? value : Operators(string.Empty, value, depth);

    /// <summary>A timestamp may be written as text, too; now and then the operand is none that the field can hold.</summary>
    private object? Operand(string path, object? value) =>
        dice.Chance(2)
            ? values.Value(1)
            : value is DateTime moment && Fields.Timestamps.Contains(path) && dice.Chance(30) ? new MomentText(moment) : value;

    private static bool Starts(object? value) =>
        value is Dictionary<string, object?> { Count: > 0 } fields && fields.Keys.First().StartsWith('$');
}
