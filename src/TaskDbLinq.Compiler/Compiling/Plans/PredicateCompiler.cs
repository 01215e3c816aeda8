using System.Linq.Expressions;
using FastExpressionCompiler;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>Compiles predicates so that their captured values come in an array, which one delegate takes for all values.</summary>
internal static class PredicateCompiler
{
    public static Func<Captured[], T, bool> Compile<T>(Expression body, ParameterExpression record, IReadOnlyList<Captured?> captured)
    {
        var values = Expression.Parameter(typeof(Captured[]), "values");
        return Compile<T>(new CapturedLifter(captured, values).Visit(body), values, record);
    }

    /// <summary>The same, compiled only if no predicate of the same code was: for predicates that hold no object of a caller.</summary>
    public static Func<Captured[], T, bool> Share<T>(Expression body, ParameterExpression record, IReadOnlyList<Captured?> captured)
    {
        var values = Expression.Parameter(typeof(Captured[]), "values");
        var lifted = new CapturedLifter(captured, values).Visit(body);
        return Shared<T>.Code.GetOrAdd(
            LiftedShape.Of(lifted), (lifted, values, record), static (_, code) => Compile<T>(code.lifted, code.values, code.record))!;
    }

    private static Func<Captured[], T, bool> Compile<T>(Expression lifted, ParameterExpression values, ParameterExpression record)
    {
        var split = new PredicateChunks(
            static part => (Delegate?)(IsPlain(part.Body) ? part.CompileFast(ifFastFailedReturnNull: true) : null) ?? part.Compile())
            .Split(lifted);
        var whole = Expression.Lambda<Func<Captured[], T, bool>>(split, values, record);
        return (IsPlain(whole.Body) ? whole.CompileFast(ifFastFailedReturnNull: true) : null) ?? whole.Compile();
    }

    private static class Shared<T>
    {
        private const int Capacity = 512;

        public static BoundedCache<QueryShape, Func<Captured[], T, bool>> Code { get; } = new("predicate code", Capacity);
    }

    /// <summary>
    /// Filters are made of tests, members and calls, which FastExpressionCompiler is good at and tested on; what else C#
    /// can write in a predicate goes to .NET's own compiler.
    /// </summary>
    private static bool IsPlain(Expression body)
    {
        var finder = new UnsupportedNodes();
        finder.Visit(body);
        return !finder.Found;
    }

    /// <summary>Finds nodes that FastExpressionCompiler compiles wrongly, or was not tested on.</summary>
    private sealed class UnsupportedNodes : ExpressionVisitor
    {
        public bool Found { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            Found |= node is ConditionalExpression or NewExpression or NewArrayExpression or MemberInitExpression or ListInitExpression
                or InvocationExpression or TypeBinaryExpression or IndexExpression
                || node?.NodeType is ExpressionType.Coalesce or ExpressionType.TypeAs or ExpressionType.Quote
                || (node is BinaryExpression { Left.Type: var compared } && IsUnsigned(compared))
                || (node is UnaryExpression { NodeType: ExpressionType.Convert, Operand.Type: var from, Type: var to }
                    && (IsUnsigned(from) || IsUnsigned(to)));
            return Found ? node : base.Visit(node);
        }

        /// <summary>FastExpressionCompiler compares and converts numbers without a sign as if they had one.</summary>
        private static bool IsUnsigned(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type == typeof(nint) || type == typeof(nuint)
                || Type.GetTypeCode(type) is not (TypeCode.Object or TypeCode.Boolean or TypeCode.Int32 or TypeCode.Int64
                or TypeCode.Single or TypeCode.Double or TypeCode.Decimal or TypeCode.DateTime or TypeCode.String);
        }
    }
}
