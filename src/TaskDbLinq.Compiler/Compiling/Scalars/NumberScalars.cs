using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Whole numbers of any CLR width.</summary>
internal sealed class IntegralScalar(Type type) : NumberScalar
{
    private readonly bool _isUnsigned64 = type == typeof(ulong);
    private readonly bool _fitsInt = Type.GetTypeCode(type) is not (TypeCode.Int64 or TypeCode.UInt64 or TypeCode.UInt32);

    public override IReadOnlyList<DocumentKind> Kinds { get; } = type == typeof(long) || type == typeof(ulong) || type == typeof(uint)
        ? [DocumentKind.Int64]
        : [DocumentKind.Int32];

    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder)
    {
        if (number.IsNaN)
        {
            return PredicateBuilder.False;
        }

        // A ulong is exact in decimal only: half its range is beyond long, and double rounds it.
        if (number is DocumentDecimal || _isUnsigned64)
        {
            return CompareAs<decimal>(value, condition, builder, (operand, _) => Exact.ToWholeScale(operand));
        }

        return number.ToInt64() switch
        {
            null => CompareAs<double>(value, condition, builder, (operand, _) => Exact.BeyondInt64(operand.ToDouble())),
            >= int.MinValue and <= int.MaxValue when _fitsInt => CompareAs<int>(value, condition, builder, (operand, _) => (int?)operand.ToInt64()),
            _ => CompareAs<long>(value, condition, builder, (operand, _) => operand.ToInt64()),
        };
    }

    protected override Expression InList(In condition, PredicateBuilder builder) => _isUnsigned64
        ? ListOf(condition, builder, Exact.ToDecimal)
        : ListOf(condition, builder, number => number.ToInt64());
}

/// <summary>Doubles and floats.</summary>
internal sealed class FloatingScalar(Type type) : NumberScalar
{
    private static readonly MethodInfo IsNaNMethod = typeof(double).GetMethod(nameof(double.IsNaN))!;

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Double];

    /// <summary>
    /// <c>{ value == NaN } => double.IsNaN(value)</c>: .NET's NaN equals nothing, MongoDB's itself.
    /// <c>{ value == 2^53 + 1 } => list.Contains(value)</c> with a list that is empty where no double equals the operand.
    /// </summary>
    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder)
    {
        if (number.IsNaN)
        {
            return condition.Comparison is Comparison.Less or Comparison.Greater ? PredicateBuilder.False : IsNaN(value);
        }

        return condition.Comparison == Comparison.Equal && number is not DocumentDouble && number.ToInt64() is not (>= int.MinValue and <= int.MaxValue)
            ? Among(value, builder.Capture<IEnumerable<double>, ValueCondition>(condition, ReadEqual))
            : CompareAs<double>(value, condition, builder, Exact.ToDouble);
    }

    /// <summary>A list that is asked about has no NaN, which stores can't keep in one.</summary>
    public override Expression In(Expression value, In condition, PredicateBuilder builder) => condition.HasNaN
        ? PredicateBuilder.Any([IsNaN(value), base.In(value, condition, builder)])
        : base.In(value, condition, builder);

    protected override Expression InList(In condition, PredicateBuilder builder) => ListOf(condition, builder, Equal);

    private static double? Equal(DocumentNumber number) =>
        Exact.ToDouble(number, Comparison.Equal) is { } value && !double.IsNaN(value) ? value : null;

    private static bool ReadEqual(ValueCondition condition, out IEnumerable<double> list, out string reason)
    {
        (list, reason) = (Equal((DocumentNumber)condition.Operand) is { } value ? [value] : [], string.Empty);
        return true;
    }

    private Expression IsNaN(Expression value)
    {
        Expression plain = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        return Guards.And(
            Guards.Extend(null, value),
            Expression.Call(IsNaNMethod, type == typeof(double) ? plain : Expression.Convert(plain, typeof(double))));
    }
}

/// <summary>Decimals. A double is read as its shortest decimal text, so that a filter's 9.99 is the property's 9.99m.</summary>
internal sealed class DecimalScalar : NumberScalar
{
    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Decimal];

    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder) =>
        CompareAs<decimal>(value, condition, builder, (operand, _) => Exact.ToDecimal(operand));

    protected override Expression InList(In condition, PredicateBuilder builder) =>
        ListOf(condition, builder, Exact.ToDecimal);
}
