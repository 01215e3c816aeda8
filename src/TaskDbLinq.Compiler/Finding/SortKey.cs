namespace TaskDbLinq;

/// <summary>One key of an order: a field, and which end comes first. Null comes before every value, as in MongoDB.</summary>
/// <typeparam name="TField">What names a field: its path, or the field of a known record type.</typeparam>
/// <param name="Field">The field.</param>
/// <param name="Descending">Whether the greatest comes first; null comes last then.</param>
public sealed record SortKey<TField>(TField Field, bool Descending = false)
    where TField : notnull
{
    /// <summary>Returns the key as text: <c>created</c>, or <c>-created</c> for descending order.</summary>
    public override string ToString() => Descending ? $"-{Field}" : $"{Field}";
}
