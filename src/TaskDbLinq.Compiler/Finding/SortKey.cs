namespace TaskDbLinq;

/// <summary>One key of an order: a field, and which end comes first. Null comes before every value, as in MongoDB.</summary>
/// <typeparam name="TField">What names a field: its path, or the field of a known record type.</typeparam>
/// <param name="Field">The field.</param>
/// <param name="Descending">Whether the greatest comes first; null comes last then.</param>
public sealed record SortKey<TField>(TField Field, bool Descending = false)
    where TField : notnull
{
    /// <summary>
    /// The path inside the field, where the field is a document whose parts decide; empty for the field itself. An array there counts as
    /// its least element where the order ascends, as its greatest where it descends.
    /// </summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Returns the key as text: <c>created</c>, <c>-created</c> for descending order, or <c>header.date</c>.</summary>
    public override string ToString() => $"{(Descending ? "-" : string.Empty)}{Field}{(Path.Length == 0 ? string.Empty : ".")}{Path}";
}
