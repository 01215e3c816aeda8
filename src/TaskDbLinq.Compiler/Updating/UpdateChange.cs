namespace TaskDbLinq;

/// <summary>One change of an update.</summary>
/// <param name="Operator">What is done.</param>
/// <param name="Field">The field, as a dotted path.</param>
/// <param name="Operand">What it is done with.</param>
public sealed record UpdateChange(UpdateOperator Operator, string Field, DocumentValue Operand)
{
    /// <summary>Where the change stands in the update: <c>$inc.metadata.retries</c>.</summary>
    internal string Path => $"{Operator.Name}.{QueryProblem.Shortened(Field)}";
}
