namespace TaskDbLinq.Updating;

/// <summary><c>$min</c>: by MongoDB's order of all values, null among them.</summary>
internal sealed class MinOperator : UpdateOperator
{
    public override string Name => "$min";

    internal override string? Apply(ref DocumentValue value, DocumentValue operand, DateTime now)
    {
        value = value.Kind == DocumentKind.Missing || operand.CompareTo(value) < 0 ? operand : value;
        return null;
    }
}
