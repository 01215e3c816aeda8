using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$mod</c>.</summary>
internal sealed class ModLowering : ConditionLowering<Mod>
{
    /// <summary><c>{ n: { $mod: [d, r] } } => (long)t.N % d == r</c></summary>
    protected override Expression Lower(Mod condition, FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return document.Satisfies(condition, builder);
        }

        return target.Some(
            scalar => scalar.Type is IIntegralScalar ? Remains(condition, scalar.Value, builder) : RefuseMod(condition, scalar, builder))
            ?? RefuseMod(condition, target, builder);
    }

    /// <summary>
    /// What does not fit in 64 bits with a sign has no remainder, as in MongoDB; its bits are those of a negative number.
    /// </summary>
    private static Expression Remains(Mod condition, Expression value, PredicateBuilder builder)
    {
        var signed = Lift(value, Nullable.GetUnderlyingType(value.Type) is null ? typeof(long) : typeof(long?));
        return (Nullable.GetUnderlyingType(value.Type) ?? value.Type) is var type && (type == typeof(ulong) || type == typeof(nuint))
            ? Expression.AndAlso(UnsignedOrder.IsSmall(signed), Divides(condition, signed, builder))
            : Divides(condition, signed, builder);
    }

    private static BinaryExpression Divides(Mod condition, Expression value, PredicateBuilder builder)
    {
        var wide = Nullable.GetUnderlyingType(value.Type) is null ? typeof(long) : typeof(long?);
        return Expression.Equal(
            Expression.Modulo(Lift(value, wide), Lift(builder.Capture<long, Mod>(condition, ReadDivisor), wide)),
            Lift(builder.Capture<long, Mod>(condition, ReadRemainder), wide));
    }

    private static Expression Lift(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);

    /// <summary>A divisor of -1 leaves what 1 leaves, and can't overflow.</summary>
    private static bool ReadDivisor(Mod condition, out long value, out string reason)
    {
        (value, reason) = (condition.Divisor == -1 ? 1 : condition.Divisor, string.Empty);
        return true;
    }

    private static bool ReadRemainder(Mod condition, out long value, out string reason)
    {
        (value, reason) = (condition.Remainder, string.Empty);
        return true;
    }

    private static Expression RefuseMod(Mod condition, FieldTarget target, PredicateBuilder builder) =>
        Refuse(condition, target, ", which $mod can't divide", builder);
}
