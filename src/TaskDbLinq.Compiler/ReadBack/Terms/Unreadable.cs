using System.Linq.Expressions;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Finds the part of an expression that no reader knows, and says why.</summary>
internal static class Unreadable
{
    /// <summary>Of a comparison the side that is neither a field nor a value.</summary>
    public static Expression Find(Expression expression, ReadScope scope)
    {
        if (expression is not BinaryExpression binary || !Comparing.IsComparison(binary.NodeType))
        {
            return expression;
        }

        var sides = new[] { binary.Left, binary.Right }.Where(side => !ClosedValues.IsValue(side)).ToArray();
        return sides.All(side => Field.TryRead(side, scope) is not null)
            ? expression
            : Inside(sides.First(side => Field.TryRead(side, scope) is null));
    }

    public static string Reason(Expression part, ReadScope scope) => part switch
    {
        MemberExpression when Root(part) is ParameterExpression other && other != scope.Record =>
            "a filter on a list's element can't ask about the record around it",
        MethodCallExpression call => $"the method {call.Method.Name} has no form in a filter",
        MemberExpression member => $"the member {member.Member.Name} has no form in a filter",
        BinaryExpression binary when Comparing.IsComparison(binary.NodeType) =>
            "a filter compares a field with a value, not with another field",
        BinaryExpression => "a filter does not compute with fields",
        ParameterExpression => "a filter tests the fields of a record, not the record itself",
        InvocationExpression => "a filter calls no delegates; write the predicate out",
        _ => "this has no form in a filter",
    };

    private static Expression? Root(Expression? part) => part is MemberExpression member ? Root(member.Expression) : part;

    private static Expression Inside(Expression side) =>
        side is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert
            ? Inside(convert.Operand)
            : side;
}
