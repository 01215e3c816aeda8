using System.Globalization;
using System.Text;
using SQLitePCL;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Groups in SQL, around the statement that EF Core wrote for the rows. Columns are grouped and compared as they are, since text order is
/// their order; what is in a dict field is read by our functions.
/// <c>WITH t(c0, c1) AS (rows) SELECT c1, COUNT(*), taskdb_group_max(taskdb_group_value(c0, @path)) FROM t GROUP BY 1</c>
/// </summary>
internal static class GroupStatement
{
    private const string Parameter = "@taskdb_path";

    /// <summary>What groups are without values; those of one shape share a statement.</summary>
    public static string ShapeOf(TaskGroupPlan plan) => DocumentJson.Write(DocumentArray.Of(
        DocumentArray.Of(plan.Query.Keys.Select(key => (DocumentValue?)key)),
        DocumentArray.Of(plan.Query.Values.Select(value => (DocumentValue?)DocumentArray.Of(value.Aggregate.Name, value.Field)))));

    /// <summary>The paths in dict fields.</summary>
    public static IEnumerable<PlanParameter> ParametersOf(TaskGroupPlan plan) => InDicts(plan).Select((part, at) =>
    {
        var path = string.Join('.', part.Path);
        return new PlanParameter(Name(at), (_, _) => path);
    });

    public static string Around(string rows, TaskKeys read, TaskGroupPlan plan)
    {
        var path = 0;
        var keys = plan.Keys.Select(key => Cell(key, GroupFunctions.Key)).ToList();
        var values =
            plan.Query.Values.Zip(plan.Values, (value, part) => part is { } known ? Value(value.Aggregate, known) : "COUNT(*)").ToList();
        var columns = string.Join(", ", read.Fields.Select((_, at) => Column(at)));
        var selected = string.Join(", ", (string[])[.. keys, .. values, .. keys.Count + values.Count == 0 ? ["1"] : Array.Empty<string>()]);

        // Without keys all are one group; of no tasks there is none.
        var by = keys.Count == 0
            ? "HAVING COUNT(*) > 0"
            : $"GROUP BY {string.Join(", ", keys.Select((_, at) => (at + 1).ToString(CultureInfo.InvariantCulture)))}";
        return $"WITH t({columns}) AS (\n{rows}\n)\nSELECT {selected}\nFROM t\n{by}";

        string Cell(TaskPart part, string function)
        {
            var column = Column(read.Fields.IndexOf(part.Field));
            return part.Field.Kind == TaskFieldKind.Dict ? $"{function}({column}, {Name(path++)})" : column;
        }

        string Value(GroupAggregate aggregate, TaskPart part) => part.Field.Kind == TaskFieldKind.Dict
            ? $"{GroupFunctions.NameOf(aggregate)}({Cell(part, GroupFunctions.Value)})"
            : $"{aggregate.Name.ToUpperInvariant()}({Cell(part, string.Empty)})";
    }

    /// <summary>Reads the group at which a statement stands.</summary>
    public static (DocumentArray Key, DocumentArray Values) Read(sqlite3_stmt row, TaskGroupPlan plan) => (
        DocumentArray.Of(plan.Keys.Select((part, at) => Read(row, at, part))),
        DocumentArray.Of(plan.Values.Select((part, at) => Read(row, plan.Keys.Length + at, part))));

    private static DocumentValue Read(sqlite3_stmt row, int at, TaskPart? part) => raw.sqlite3_column_type(row, at) switch
    {
        raw.SQLITE_TEXT when part is { Field.Kind: TaskFieldKind.Timestamp } => StoredTime.Read(RowReader.Text(row, at)),
        raw.SQLITE_TEXT => GroupCell.Read(Encoding.UTF8.GetString(RowReader.Text(row, at))),
        raw.SQLITE_INTEGER => GroupCell.Read(raw.sqlite3_column_int64(row, at)),
        raw.SQLITE_FLOAT => GroupCell.Read(raw.sqlite3_column_double(row, at)),
        raw.SQLITE_BLOB => GroupCell.Read(raw.sqlite3_column_blob(row, at).ToArray()),
        _ => DocumentValue.Null,
    };

    /// <summary>The parts with a path, in the order in which the statement names them.</summary>
    private static IEnumerable<TaskPart> InDicts(TaskGroupPlan plan) =>
        plan.Keys.Concat(plan.Values.OfType<TaskPart>()).Where(part => part.Field.Kind == TaskFieldKind.Dict);

    private static string Column(int at) => string.Create(CultureInfo.InvariantCulture, $"c{at}");

    private static string Name(int at) => string.Create(CultureInfo.InvariantCulture, $"{Parameter}{at}");
}
