using Microsoft.Data.Sqlite;
using TaskDbLinq.Finding;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// <c>taskdb_sort(document, path, descending)</c>, what a document is ordered by, as JSON, and the collation <c>taskdb_order</c>, which
/// compares such texts as MongoDB compares their values. NULL, an empty array's, is below all to SQLite, too.
/// <c>taskdb_sort_compare(document, path, descending, end)</c> compares with such a text, and tells NULL as well.
/// </summary>
internal static class SortFunction
{
    public const string Name = "taskdb_sort";
    public const string Comparing = "taskdb_sort_compare";
    public const string Collation = "taskdb_order";

    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction(
            Name,
            (string? document, string path, long descending) =>
                PathOrder.KeyOf(Read(document), path, descending != 0) is { } key ? DocumentJson.WriteStored(key) : null,
            isDeterministic: true);
        connection.CreateFunction(
            Comparing,
            (string? document, string path, long descending, string? end) =>
                (long)PathOrder.Compare(PathOrder.KeyOf(Read(document), path, descending != 0), PathOrder.Read(end)),
            isDeterministic: true);
        connection.CreateCollation(
            Collation, static (left, right) => DocumentJson.ParseStored(left).CompareTo(DocumentJson.ParseStored(right)));
    }

    private static DocumentValue Read(string? document) => document is null ? DocumentValue.Null : DocumentJson.ParseStored(document);
}
