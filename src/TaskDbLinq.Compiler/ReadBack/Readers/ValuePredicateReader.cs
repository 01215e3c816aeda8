using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>What does not depend on the record holds always or never: <c>{ all || t.N > 1 }</c> with a captured flag.</summary>
internal sealed class ValuePredicateReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        ClosedValues.TryGet(expression, out var value) ? FilterAlgebra.Constant(value is true) : null;
}
