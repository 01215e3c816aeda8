using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$all</c>: a condition for each item.</summary>
internal sealed class AllForm : ConditionForm<All>
{
    public override string Accepts => """
                WHEN '$all' THEN
                    RETURN operand <> '[]' AND taskdblinq_v1.accepts_all(v, operand);
        """;

    protected override DocumentArray Write(All condition) => List(All.Name, ConditionForms.Write(condition.Conditions));
}
