using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$not</c>: the conditions that don't all hold.</summary>
internal sealed class NotForm : ConditionForm<Not>
{
    public override string Accepts => """
                WHEN '$not' THEN
                    RETURN NOT taskdblinq_v1.accepts_all(v, operand);
        """;

    protected override DocumentArray Write(Not condition) => List(Not.Name, ConditionForms.Write(condition.Conditions));
}
