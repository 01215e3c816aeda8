using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ Pattern.IsMatch(t.S, pattern) } => { s: { $regex: "…" } }</c>: how <c>$regex</c> stands in an expression.</summary>
internal sealed class PatternReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression is MethodCallExpression { Arguments: [var subject, var argument, ..] } call && call.Method == Pattern.IsMatchMethod
            && ClosedValues.TryGet(argument, out var value) && value is Pattern pattern && Field.TryRead(subject, scope) is { } field
            ? FilterAlgebra.Where(field.Path, new Regex(QueryPath.Root, pattern))
            : null;
}
