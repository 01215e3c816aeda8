using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ c.Lines.Count == 2 } => { lines: { $size: 2 } }</c>; beside that only empty or not has a filter.</summary>
internal sealed class SizeReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (Comparing.TryRead(expression) is not { Value: int or long } comparing || Counted(comparing.Subject) is not { } counted
            || Field.TryRead(counted, scope) is not { ElementType: not null } list)
        {
            return null;
        }

        var count = Convert.ToInt64(comparing.Value, System.Globalization.CultureInfo.InvariantCulture);
        return (comparing.Sign, count) switch
        {
            (ExpressionType.Equal, _) => HasSize(list, count),
            (ExpressionType.NotEqual, 0) or (ExpressionType.GreaterThan, 0) or (ExpressionType.GreaterThanOrEqual, 1) => IsNotEmpty(list),
            (ExpressionType.NotEqual, _) => FilterAlgebra.Not(HasSize(list, count)),
            (ExpressionType.LessThan, 1) or (ExpressionType.LessThanOrEqual, 0) => HasSize(list, 0),
            _ => scope.Refuse(expression, "a filter can ask for one size, or whether there is any element"),
        };
    }

    /// <summary><c>{ c.Lines.Any() } => { lines: { $exists: true, $not: { $size: 0 } } }</c></summary>
    public static FilterNode IsNotEmpty(Field list) => FilterAlgebra.Where(
        list.Path, new Exists(QueryPath.Root, wanted: true), Not.Of(QueryPath.Root, [new Size(QueryPath.Root, 0)]));

    private static FilterNode HasSize(Field list, long count) => count is >= 0 and <= int.MaxValue
        ? FilterAlgebra.Where(list.Path, new Size(QueryPath.Root, (int)count))
        : FilterAlgebra.False;

    private static Expression? Counted(Expression subject) => subject switch
    {
        UnaryExpression { NodeType: ExpressionType.ArrayLength, Operand: var array } => array,
        MemberExpression { Member.Name: "Count" or "Length", Expression: { } owner }
            when !typeof(DocumentValue).IsAssignableFrom(owner.Type) =>
            owner,
        MethodCallExpression { Method.Name: "Count" or "LongCount", Arguments: [var source] } call when Lists.IsLinq(call.Method) => source,
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var inner } => Counted(inner),
        _ => null,
    };
}
