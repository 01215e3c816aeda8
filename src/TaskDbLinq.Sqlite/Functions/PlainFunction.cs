using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// <c>taskdb_plain(json)</c>: plain JSON, as IPython writes it, in the form of our own layout. There an object that only looks like
/// Extended JSON, such as <c>{"$date": 5}</c>, is marked as what it is.
/// </summary>
internal static class PlainFunction
{
    public const string Name = "taskdb_plain";
    private const string ExtraName = "taskdb_with_extra";

    /// <summary>The function's call on a column; a text without a name that starts with $ is the same in both forms.</summary>
    public static string Sql(string column) =>
        $"CASE WHEN instr({column}, '\"$') > 0 OR instr({column}, '\\u0024') > 0 THEN {Name}({column}) ELSE {column} END";

    /// <summary>
    /// The metadata of a table that has a column <c>display_data</c>, which someone added for what IPython's hub writes: within them,
    /// as everywhere else.
    /// </summary>
    public static string SqlWithExtra(string metadata, string displayData) =>
        $"CASE WHEN {displayData} IS NULL THEN {Sql(metadata)} ELSE {ExtraName}({metadata}, {displayData}) END";

    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction(
            Name,
            (string? json) => json is null ? null : DocumentJson.WriteStored(DocumentJson.ParsePlain(json)),
            isDeterministic: true);
        connection.CreateFunction(
            ExtraName, (string? metadata, string displayData) => WithExtra(metadata, displayData), isDeterministic: true);
    }

    private static string WithExtra(string? metadata, string displayData)
    {
        var known = metadata is null ? null : DocumentJson.ParsePlain(metadata) as Document;
        var extra = Document.Of((ExtraFields.DisplayData, DocumentJson.ParsePlain(displayData)));
        return DocumentJson.WriteStored(ExtraFields.With(known, extra));
    }
}
