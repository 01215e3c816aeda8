using System.Globalization;
using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>CLR values of an expression as operands of a filter.</summary>
internal static class Operands
{
    private const int Depth = 32;

    /// <summary>The operand for a field; null, with the problem noted, when the field can't be compared with it exactly.</summary>
    public static DocumentValue? For(Field field, object value, Expression part, ReadScope scope)
    {
        if (!field.IsDict && !Conversions.IsExact(field.Type, field.Seen, value))
        {
            scope.Refuse(part, $"converting {field.Type.Name} to {field.Seen.Name} loses what a filter would compare");
            return null;
        }

        if (field.Type.IsEnum && EnumName(field.Type, value) is not { } name)
        {
            scope.Refuse(part, $"{value} is no {field.Type.Name}");
            return null;
        }

        return field.Type.IsEnum ? EnumName(field.Type, value) : field.IsDict ? Read(value, part, scope) : Read(Plain(value), part, scope);
    }

    private static string? EnumName(Type type, object value) =>
        Enum.ToObject(type, value) is var member && Enum.IsDefined(type, member) ? member.ToString() : null;

    /// <summary>Whole numbers are written as whole numbers, whatever the width of the column.</summary>
    private static object Plain(object value) => value switch
    {
        decimal number when decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue => (long)number,
        float or double
            when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && Math.Truncate(number) == number
                && Math.Abs(number) < 1L << 53 =>
            (long)number,
        _ => value,
    };

    private static DocumentValue? Read(object value, Expression part, ReadScope scope)
    {
        var problems = new List<QueryProblem>();
        var operand = new ClrReader(problems, Depth, int.MaxValue - 1).Read(value, QueryPath.Root, 0);
        if (problems.Count > 0)
        {
            scope.Refuse(part, problems[0].Reason);
            return null;
        }

        if (HasDollarName(operand))
        {
            scope.Refuse(part, "a filter can't hold a document with a name that starts with $: it would be an operator");
            return null;
        }

        return operand;
    }

    private static bool HasDollarName(DocumentValue value) => value switch
    {
        Document document => document.Any(field => field.Key.StartsWith('$') || HasDollarName(field.Value)),
        DocumentArray array => array.Any(HasDollarName),
        _ => false,
    };
}
