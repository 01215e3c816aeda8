using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ a ? b : c } => { a &amp;&amp; b || !a &amp;&amp; c }</c></summary>
internal sealed class ConditionalReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not ConditionalExpression choice || choice.Type != typeof(bool) || ClosedValues.IsValue(expression)
            || scope.ReadAll([choice.Test, choice.IfTrue, choice.IfFalse]) is not [var test, var yes, var no])
        {
            return null;
        }

        return FilterAlgebra.Or([FilterAlgebra.And([test, yes], scope), FilterAlgebra.And([FilterAlgebra.Not(test), no], scope)], scope);
    }
}
