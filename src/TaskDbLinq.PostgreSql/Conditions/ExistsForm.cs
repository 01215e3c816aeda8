using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$exists</c>.</summary>
internal sealed class ExistsForm : ConditionForm<Exists>
{
    public override string Accepts => """
                WHEN '$exists' THEN
                    RETURN (v IS NOT NULL) = operand::boolean;
        """;

    public override IEnumerable<string> OnWholeArrays => [Exists.Name];

    protected override DocumentArray Write(Exists condition) => List(Exists.Name, condition.Wanted);
}
