using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$in</c>: values, and patterns beside them.</summary>
internal sealed class InForm : ConditionForm<In>
{
    public override string Accepts => """
                WHEN '$in' THEN
                    RETURN taskdblinq_v1.key(v) = ANY (taskdblinq_v1.operand_keys(condition))
                        OR EXISTS (SELECT FROM jsonb_array_elements(condition -> 2) AS p WHERE taskdblinq_v1.accepts(v, p));
        """;

    protected override DocumentArray Write(In condition) => List(
        In.Name,
        DocumentArray.Of(condition.Values.Select(value => ConditionOperands.Equal(value, condition))),
        ConditionForms.Write(condition.Patterns));
}
