using TaskDbLinq.Values;

namespace TaskDbLinq.Updating;

/// <summary><c>$currentDate</c>: the operand is <c>true</c> or <c>{ $type: "date" }</c>.</summary>
internal sealed class CurrentDateOperator : UpdateOperator
{
    public override string Name => "$currentDate";

    internal override string? Refuse(DocumentValue operand) =>
        operand is DocumentBoolean { Value: true } || (operand is Document { Count: 1 } type && type["$type"] == "date")
            ? null
            : $"expected true or {{\"$type\": \"date\"}}, not {QueryProblem.Shown(operand.ToString())}";

    internal override string? Apply(ref DocumentValue value, DocumentValue operand, DateTime now)
    {
        value = now;
        return null;
    }
}
