namespace TaskDbLinq;

/// <summary>One key of an order: a field path, and which end comes first. Null comes before every value, as in MongoDB.</summary>
/// <param name="Field">The field path, as filters write it.</param>
/// <param name="Descending">Whether the greatest comes first; null comes last then.</param>
public sealed record FindSort(string Field, bool Descending = false)
{
    /// <summary>Returns the key as text: <c>created</c>, or <c>-created</c> for descending order.</summary>
    public override string ToString() => Descending ? $"-{Field}" : Field;
}
