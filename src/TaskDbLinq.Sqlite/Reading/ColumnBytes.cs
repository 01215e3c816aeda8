namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Where SQLite has the bytes of a column, until the next step.</summary>
internal readonly unsafe struct ColumnBytes(byte* start, int length, bool isNull)
{
    /// <summary>Whether the column is null, and not only empty.</summary>
    public bool IsNull => isNull;

    public ReadOnlySpan<byte> Span => new(start, length);
}
