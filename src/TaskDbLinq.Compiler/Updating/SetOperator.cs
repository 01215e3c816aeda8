namespace TaskDbLinq.Updating;

/// <summary><c>$set</c>.</summary>
internal sealed class SetOperator : UpdateOperator
{
    public override string Name => "$set";

    internal override string? Apply(ref DocumentValue value, DocumentValue operand, DateTime now)
    {
        value = operand;
        return null;
    }
}
