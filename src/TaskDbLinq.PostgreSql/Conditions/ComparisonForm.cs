using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$eq</c>, by keys, and <c>$gt</c>, <c>$gte</c>, <c>$lt</c>, <c>$lte</c>, within a class of values.</summary>
internal sealed class ComparisonForm : ConditionForm<ValueCondition>
{
    public override string Accepts => """
                WHEN '$eq' THEN
                    RETURN taskdblinq_v1.key(v) = taskdblinq_v1.key(operand);
                WHEN '$gt', '$gte', '$lt', '$lte' THEN
                    IF taskdblinq_v1.class(v) <> taskdblinq_v1.class(operand) OR taskdblinq_v1.class(v) = 1
                        AND ((taskdblinq_v1.number(v)).dbl IS NOT DISTINCT FROM 'NaN') <> ((taskdblinq_v1.number(operand)).dbl IS NOT DISTINCT FROM 'NaN') THEN
                        RETURN false;
                    END IF;
                    RETURN CASE condition ->> 0
                        WHEN '$gt' THEN taskdblinq_v1.compare(v, operand) > 0
                        WHEN '$gte' THEN taskdblinq_v1.compare(v, operand) >= 0
                        WHEN '$lt' THEN taskdblinq_v1.compare(v, operand) < 0
                        ELSE taskdblinq_v1.compare(v, operand) <= 0 END;
        """;

    protected override DocumentArray Write(ValueCondition condition) => condition.Comparison == Comparison.Equal
        ? List(Eq.Name, ConditionOperands.Equal(condition.Operand, condition))
        : List(condition.Operator, ConditionOperands.Ordered(condition.Operand, condition));
}
