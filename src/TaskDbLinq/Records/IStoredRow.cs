namespace TaskDbLinq.Records;

/// <summary>
/// A row as its store has it, for one who copies texts and looks into none. The values are those of the row at which the reading stands,
/// by the position of their key among the query's.
/// </summary>
internal interface IStoredRow
{
    /// <summary>Whether the task has none.</summary>
    bool IsNull(int at);

    /// <summary>
    /// A text, a timestamp's text, or the JSON of a dict field as <see cref="Document.StoredJson"/> has it, in UTF-8, which a damaged file
    /// may have broken; valid until the next row is read. It is empty where the task has none.
    /// </summary>
    ReadOnlySpan<byte> Utf8(int at);

    /// <summary>A timestamp in UTC, of its text.</summary>
    /// <exception cref="TaskDbException">The record is damaged.</exception>
    DateTime Timestamp(ReadOnlySpan<byte> utf8);

    /// <summary>A value of any field, as a <see cref="TaskRow"/> has it.</summary>
    /// <exception cref="TaskDbException">The record is damaged.</exception>
    object? Value(int at);
}

/// <summary>A backend that keeps texts and dict fields as UTF-8, and can show them without making strings of them.</summary>
internal interface IStoredRowSource
{
    /// <summary>Whether this database can: a file that is read to its end at once can't.</summary>
    bool ShowsStored { get; }

    /// <summary>Answers a query as <see cref="ITaskDb.Query"/> does. One object stands for each row in turn.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="InvalidOperationException">This database can't.</exception>
    IEnumerable<IStoredRow> QueryStored(TaskQuery query);
}
