using System.Text;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>
/// The operators of expressions whose answers are known to be MongoDB's: comparisons, logic, choices, lengths, membership.
/// </summary>
internal static class Operators
{
    public static Expression Read(string name, BsonValue operand)
    {
        if (name == "$literal")
        {
            return _ => operand;
        }

        return name switch
        {
            "$eq" => Compare(name, operand, order => order == 0),
            "$ne" => Compare(name, operand, order => order != 0),
            "$gt" => Compare(name, operand, order => order > 0),
            "$gte" => Compare(name, operand, order => order >= 0),
            "$lt" => Compare(name, operand, order => order < 0),
            "$lte" => Compare(name, operand, order => order <= 0),
            "$cmp" => Two(name, operand, (left, right) => Math.Sign(ValueOrder.Compare(left, right))),
            "$and" => Many(operand, values => (BsonBoolean)values.All(IsTrue)),
            "$or" => Many(operand, values => (BsonBoolean)values.Any(IsTrue)),
            "$not" => One(name, operand, value => (BsonBoolean)!IsTrue(value)),
            "$cond" => Condition(operand),
            "$ifNull" => IfNull(operand),
            "$in" => Two(name, operand, (value, list) => list is BsonArray array
                ? (BsonBoolean)array.Any(item => ValueOrder.Compare(value, item) == 0)
                : throw Failures.Of(40081, $"$in requires an array as a second argument, found: {NameOf(list)}")),
            "$size" => One(name, operand, value => value is BsonArray array
                ? array.Count
                : throw Failures.Of(17124, $"The argument to $size must be an array, but was of type: {NameOf(value)}")),
            "$isArray" => One(name, operand, value => (BsonBoolean)(value is BsonArray)),
            "$type" => One(name, operand, value => NameOf(value)),
            "$strLenCP" => One(name, operand, value => value is BsonString text
                ? text.Value.EnumerateRunes().Count()
                : throw Failures.Of(34471, $"$strLenCP requires a string argument, found: {NameOf(value)}")),
            "$strLenBytes" => One(name, operand, value => value is BsonString text
                ? Encoding.UTF8.GetByteCount(text.Value)
                : throw Failures.Of(34473, $"$strLenBytes requires a string argument, found: {NameOf(value)}")),
            "$concat" => Concat(operand),
            "$dateTrunc" => DateOperators.Truncation(operand),
            "$year" or "$month" or "$dayOfMonth" or "$dayOfWeek" or "$dayOfYear" or "$hour" or "$minute" or "$second" or "$millisecond" =>
                DateOperators.Part(name, operand),
            _ => throw Failures.Expression(name),
        };
    }

    /// <summary>Everything is true but false, null, zero, and what is missing.</summary>
    public static bool IsTrue(BsonValue? value) => value switch
    {
        null or BsonNull or BsonUndefined => false,
        BsonBoolean flag => flag.Value,
        { IsNumeric: true } number => number.ToDouble() != 0,
        _ => true,
    };

    /// <summary>MongoDB's name of a value's type.</summary>
    public static string NameOf(BsonValue? value) => value?.BsonType switch
    {
        null => "missing",
        BsonType.Document => "object",
        BsonType.Binary => "binData",
        BsonType.Boolean => "bool",
        BsonType.DateTime => "date",
        BsonType.Int32 => "int",
        BsonType.Int64 => "long",
        BsonType.Decimal128 => "decimal",
        BsonType.RegularExpression => "regex",
        BsonType.ObjectId => "objectId",
        { } other => other.ToString().ToLowerInvariant(),
    };

    private static Expression Compare(string name, BsonValue operand, Func<int, bool> holds) =>
        Two(name, operand, (left, right) => (BsonBoolean)holds(ValueOrder.Compare(left, right)));

    /// <summary>An operator of one argument takes it bare, or as a list of one.</summary>
    private static Expression One(string name, BsonValue operand, Func<BsonValue?, BsonValue> compute)
    {
        var argument =
            Expressions.Read(operand is not BsonArray list ? operand : list.Count == 1 ? list[0] : throw Arity(name, 1, list.Count));
        return document => compute(argument(document));
    }

    private static Expression Two(string name, BsonValue operand, Func<BsonValue?, BsonValue?, BsonValue> compute)
    {
        var list = operand as BsonArray ?? [operand];
        if (list.Count != 2)
        {
            throw Arity(name, 2, list.Count);
        }

        var (left, right) = (Expressions.Read(list[0]), Expressions.Read(list[1]));
        return document => compute(left(document), right(document));
    }

    private static Expression Many(BsonValue operand, Func<IEnumerable<BsonValue?>, BsonValue> compute)
    {
        var arguments = (operand as BsonArray ?? [operand]).Select(Expressions.Read).ToList();
        return document => compute(arguments.Select(argument => argument(document)));
    }

    private static Expression Condition(BsonValue operand)
    {
        var parts = operand switch
        {
            BsonArray { Count: 3 } list => list.ToList(),
            BsonArray list => throw Arity("$cond", 3, list.Count),
            BsonDocument { ElementCount: 3 } named when named.Contains("if") && named.Contains("then") && named.Contains("else") =>
                [named["if"], named["then"], named["else"]],
            _ => throw Failures.Of(17080, "$cond needs if, then and else, and nothing else"),
        };
        var (test, then, otherwise) = (Expressions.Read(parts[0]), Expressions.Read(parts[1]), Expressions.Read(parts[2]));
        return document => IsTrue(test(document)) ? then(document) : otherwise(document);
    }

    private static Expression IfNull(BsonValue operand)
    {
        var list = operand is BsonArray { Count: >= 2 } array ? array : throw Failures.Of(1257300, "$ifNull needs at least two arguments");
        var arguments = list.Select(Expressions.Read).ToList();
        return document =>
        {
            var value = arguments[0](document);
            for (var at = 1; at < arguments.Count && value is null or BsonNull; at++)
            {
                value = arguments[at](document);
            }

            return value;
        };
    }

    private static Expression Concat(BsonValue operand) => Many(operand, values =>
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            switch (value)
            {
                case null or BsonNull:
                    return BsonNull.Value;
                case BsonString part:
                    text.Append(part.Value);
                    break;
                default:
                    throw Failures.Of(16702, $"$concat only supports strings, not {NameOf(value)}");
            }
        }

        return text.ToString();
    });

    private static CommandException Arity(string name, int expected, int found) =>
        Failures.Of(16020, $"Expression {name} takes exactly {expected} arguments. {found} were passed in.");
}
