using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$type</c>: the names of the types.</summary>
internal sealed class OfTypeForm : ConditionForm<OfType>
{
    public override string Accepts => """
                WHEN '$type' THEN
                    RETURN coalesce(operand ? taskdblinq_v1.kind(v), false);
        """;

    protected override DocumentArray Write(OfType condition) =>
        List(OfType.Name, DocumentArray.Of(condition.Kinds.Select(kind => (DocumentValue)OfType.NameOf(kind))));
}
