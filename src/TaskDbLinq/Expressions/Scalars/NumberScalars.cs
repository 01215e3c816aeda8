using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Operators;

namespace TaskDbLinq.Expressions.Scalars;

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
    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Double];

    /// <summary><c>{ value == NaN } => double.IsNaN(value)</c>: .NET's NaN equals nothing, MongoDB's itself.</summary>
    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder)
    {
        if (!number.IsNaN)
        {
            return CompareAs<double>(value, condition, builder, Exact.ToDouble);
        }

        if (condition.Comparison is Comparison.Less or Comparison.Greater)
        {
            return PredicateBuilder.False;
        }

        var isNaN = typeof(double).GetMethod(nameof(double.IsNaN))!;
        Expression plain = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        return Guards.And(
            Guards.Extend(null, value),
            Expression.Call(isNaN, type == typeof(double) ? plain : Expression.Convert(plain, typeof(double))));
    }

    protected override Expression InList(In condition, PredicateBuilder builder) =>
        ListOf(condition, builder, number => Exact.ToDouble(number, Comparison.Equal) is { } value && double.IsNaN(value) == number.IsNaN ? (double?)value : null);
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
