using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ (a ? 1 : 0) > 0 } => { a }</c>: how booleans are ordered in an expression.</summary>
internal sealed class ChoiceComparisonReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (Comparing.TryRead(expression) is not { Subject: ConditionalExpression choice, Value: int value } comparing
            || !ClosedValues.TryGet(choice.IfTrue, out var yes) || yes is not int one
            || !ClosedValues.TryGet(choice.IfFalse, out var no) || no is not int other
            || scope.Read(choice.Test) is not { } test)
        {
            return null;
        }

        return (Comparing.Holds(one.CompareTo(value), comparing.Sign), Comparing.Holds(other.CompareTo(value), comparing.Sign)) switch
        {
            (true, false) => test,
            (false, true) => FilterAlgebra.Not(test),
            (var always, _) => FilterAlgebra.Constant(always),
        };
    }
}
