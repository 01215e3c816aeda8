using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ t.Flag } => { flag: true }</c></summary>
internal sealed class BooleanFieldReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression is MemberExpression or ParameterExpression && expression.Type == typeof(bool)
            && Field.TryRead(expression, scope) is { IsScalar: true } field
            ? FilterAlgebra.Where(field.Path, new Eq(QueryPath.Root, true))
            : null;
}
