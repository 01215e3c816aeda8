using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Numerics;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// Whole numbers of any CLR width. They are compared in their own type, never widened or cast: a store then compares the column as it
/// is, and can use its index.
/// </summary>
internal sealed class IntegralScalar<T> : NumberScalar, IIntegralScalar
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly bool IsUnsigned64 = typeof(T) == typeof(ulong);

    public override IReadOnlyList<DocumentKind> Kinds { get; } =
        typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(uint) ? [DocumentKind.Int64] : [DocumentKind.Int32];

    public override bool TryRead(DocumentValue value, [NotNullWhen(true)] out object? result)
    {
        var bound = value is DocumentNumber number ? WholeBound<T>.Of(number, Comparison.Equal) : default;
        result = bound.Value;
        return bound.IsReached;
    }

    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder)
    {
        if (number.IsNaN)
        {
            return PredicateBuilder.False;
        }

        value = Native(value);
        if (Fits(OperandKinds.Of(number)))
        {
            return CompareAs<T>(value, condition, builder, (operand, _) => T.CreateChecked(operand.ToInt64()!.Value));
        }

        // { v < 300 } => isReached && v <= 255
        var isReached = builder.Capture<bool, ValueCondition>(condition, ReadIsReached);
        var comparison = Closed(condition.Comparison);
        return Expression.AndAlso(isReached, IsUnsigned64 && comparison != Comparison.Equal
            ? UnsignedOrder.Compare(value, comparison, condition, builder)
            : Comparisons.Make(comparison, value, builder.Capture<T, ValueCondition>(condition, ReadBound)));
    }

    /// <summary>Whole numbers of 64 bits without a sign are looked up by their bits, as which stores keep them.</summary>
    protected override Expression InList(In condition, PredicateBuilder builder) => IsUnsigned64
        ? ListOf<long>(
            condition,
            builder,
            number => WholeBound<ulong>.Of(number, Comparison.Equal) is { IsReached: true } bound ? unchecked((long)bound.Value) : null)
        : ListOf<T>(
            condition, builder, number => WholeBound<T>.Of(number, Comparison.Equal) is { IsReached: true } bound ? bound.Value : null);

    public override Expression In(Expression value, In condition, PredicateBuilder builder) => base.In(Native(value), condition, builder);

    /// <summary>Every operand of the kind is a value of the type; in memory, and in SQL, there is nothing more to test then.</summary>
    private static bool Fits(OperandKind kind) =>
        (kind == OperandKind.Int32 && (typeof(T) == typeof(int) || typeof(T) == typeof(long)))
            || (kind == OperandKind.Int64 && typeof(T) == typeof(long));

    /// <summary><c>{ (nint)v } => (long)v</c>: the width of a pointer is that of the machine, and no type of any store.</summary>
    private static Expression Native(Expression value) =>
        (Nullable.GetUnderlyingType(value.Type) ?? value.Type) is var type && (type == typeof(nint) || type == typeof(nuint))
        ? Widen(value, typeof(T))
        : value;

    private static Comparison Closed(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.LessOrEqual,
        Comparison.Greater => Comparison.GreaterOrEqual,
        _ => comparison,
    };

    private static bool ReadIsReached(ValueCondition condition, out bool value, out string reason)
    {
        (value, reason) = (
            condition.Operand is DocumentNumber number && WholeBound<T>.Of(number, condition.Comparison).IsReached, string.Empty);
        return true;
    }

    private static bool ReadBound(ValueCondition condition, out T value, out string reason)
    {
        (value, reason) = (
            condition.Operand is DocumentNumber number ? WholeBound<T>.Of(number, condition.Comparison).Value : default, string.Empty);
        return true;
    }
}

/// <summary>Marks the scalars that <c>$mod</c> can divide.</summary>
internal interface IIntegralScalar;
