using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$size</c>.</summary>
internal sealed class SizeForm : ConditionForm<Size>
{
    public override string Accepts => """
                WHEN '$size' THEN
                    RETURN coalesce(jsonb_typeof(v) = 'array' AND jsonb_array_length(v) = operand::numeric, false);
        """;

    public override IEnumerable<string> OnWholeArrays => [Size.Name];

    protected override DocumentArray Write(Size condition) => List(Size.Name, condition.Operand);
}
