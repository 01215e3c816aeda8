namespace TaskDbLinq.Updating;

/// <summary><c>$unset</c>; as in MongoDB, the operand says nothing.</summary>
internal sealed class UnsetOperator : UpdateOperator
{
    public override string Name => "$unset";

    internal override string? Apply(ref DocumentValue value, DocumentValue operand, DateTime now)
    {
        value = DocumentValue.Missing;
        return null;
    }
}
