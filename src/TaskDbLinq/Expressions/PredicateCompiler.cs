using System.Linq.Expressions;
using FastExpressionCompiler;

namespace TaskDbLinq.Expressions;

/// <summary>Compiles predicates so that their captured values come in an array, which one delegate takes for all values.</summary>
internal static class PredicateCompiler
{
    public static Func<Captured[], T, bool> Compile<T>(Expression body, ParameterExpression record, IReadOnlyList<Captured?> captured)
    {
        var values = Expression.Parameter(typeof(Captured[]), "values");
        var lifted = Expression.Lambda<Func<Captured[], T, bool>>(new CapturedLifter(captured, values).Visit(body), values, record);
        return lifted.CompileFast(ifFastFailedReturnNull: true) ?? lifted.Compile();
    }
}
