using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>What the two sides of a comparison are: a column, a captured value, null.</summary>
internal static class ComparisonSides
{
    /// <summary>
    /// The property of the record that an expression reads, seen through conversions and <c>.Value</c>; null for any other.
    /// </summary>
    public static string? FieldOf(Expression? expression, ParameterExpression record) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when IsSameValue(convert) =>
            FieldOf(convert.Operand, record),
        MemberExpression { Member.Name: nameof(Nullable<int>.Value), Expression: { } value }
            when Nullable.GetUnderlyingType(value.Type) is not null =>
            FieldOf(value, record),
        MemberExpression { Member: PropertyInfo property } member when member.Expression == record => property.Name,
        _ => null,
    };

    /// <summary>The place of the captured value that an expression is; null for any other.</summary>
    public static int? PlaceOf(Expression expression, IReadOnlyList<Captured?> captured)
    {
        if (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert && IsSameValue(convert))
        {
            return PlaceOf(convert.Operand, captured);
        }

        if (expression is not MemberExpression { Expression: ConstantExpression { Value: Captured value } })
        {
            return null;
        }

        for (var place = 0; place < captured.Count; place++)
        {
            if (ReferenceEquals(captured[place], value))
            {
                return place;
            }
        }

        return null;
    }

    private static bool IsSameValue(UnaryExpression convert) =>
        (Nullable.GetUnderlyingType(convert.Type) ?? convert.Type)
            == (Nullable.GetUnderlyingType(convert.Operand.Type) ?? convert.Operand.Type);
}
