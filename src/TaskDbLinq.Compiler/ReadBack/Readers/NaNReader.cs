using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ double.IsNaN(t.D) } => { d: NaN }</c></summary>
internal sealed class NaNReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression is MethodCallExpression { Method.Name: nameof(double.IsNaN), Arguments: [var argument] } call
            && (call.Method.DeclaringType == typeof(double) || call.Method.DeclaringType == typeof(float))
            && Field.TryRead(argument, scope) is { IsScalar: true } field
            ? FilterAlgebra.Where(field.Path, new Eq(QueryPath.Root, double.NaN))
            : null;
}
