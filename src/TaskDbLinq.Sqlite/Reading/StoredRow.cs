using SQLitePCL;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>The row at which a statement stands, whose texts are read where SQLite has them.</summary>
internal sealed class StoredRow(PlanRunner runner, RowReader rows) : IStoredRow
{
    private readonly ColumnBytes[] _columns = new ColumnBytes[rows.Count];
    private sqlite3_stmt _statement = null!;

    /// <summary>Stands for the row of a statement.</summary>
    public IStoredRow At(sqlite3_stmt statement)
    {
        _statement = statement;
        ColumnValues.ReadAll(statement, _columns);
        return this;
    }

    public bool IsNull(int at) => _columns[at].IsNull;

    public ReadOnlySpan<byte> Utf8(int at) => _columns[at].Span;

    public DateTime Timestamp(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StoredTime.Read(utf8);
        }
        catch (FormatException fault) when (runner.Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    public object? Value(int at)
    {
        try
        {
            return rows.Read(_statement, at);
        }
        catch (FormatException fault) when (runner.Explain(fault) is { } explained)
        {
            throw explained;
        }
    }
}
