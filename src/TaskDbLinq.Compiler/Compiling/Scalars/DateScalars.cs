using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

internal sealed class DateTimeScalar : StructScalar<DateTime>
{
    public override string Description => "a timestamp";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Date];

    protected override string Expected => TimestampOperand.Expected;

    protected override bool TryRead(DocumentValue value, out DateTime result) => TimestampOperand.TryRead(value, out result);
}

/// <summary>
/// Timestamps with an offset. They are compared in UTC, <c>{ value == operand } => value.UtcDateTime == operand</c>: a store that keeps
/// them as text would compare the offset, too.
/// </summary>
internal sealed class DateTimeOffsetScalar : StructScalar<DateTime>
{
    public override string Description => "a timestamp";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Date];

    protected override string Expected => TimestampOperand.Expected;

    public override Expression Compare(Expression value, ValueCondition condition, PredicateBuilder builder) =>
        Guards.And(Guards.Extend(null, value), base.Compare(Utc(value), condition, builder));

    public override Expression In(Expression value, In condition, PredicateBuilder builder) =>
        Guards.And(Guards.Extend(null, value), base.In(Utc(value), condition, builder));

    protected override bool TryRead(DocumentValue value, out DateTime result) => TimestampOperand.TryRead(value, out result);

    private static MemberExpression Utc(Expression value) => Expression.Property(
        Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, nameof(Nullable<>.Value)),
        nameof(DateTimeOffset.UtcDateTime));
}

/// <summary>A day: a date of a filter must be at midnight UTC.</summary>
internal sealed class DateOnlyScalar : StructScalar<DateOnly>
{
    public override string Description => "a day";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Date];

    protected override string Expected => "a day such as \"2026-11-23\"";

    protected override bool TryRead(DocumentValue value, out DateOnly result)
    {
        if (value is DocumentString text)
        {
            return DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", out result);
        }

        var midnight = value is DocumentDate date && date.Value.TimeOfDay == TimeSpan.Zero ? date : null;
        result = DateOnly.FromDateTime(midnight?.Value ?? default);
        return midnight is not null;
    }
}
