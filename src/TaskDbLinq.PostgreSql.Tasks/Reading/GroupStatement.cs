using System.Globalization;
using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>
/// Groups in SQL, around the statement that EF Core wrote for the rows. What is in a dict field is grouped by its text, and of its values
/// come parts, which <see cref="GroupReading"/> brings together where values are equal that are written in two ways.
/// <c>WITH t (c0, c1) AS (rows) SELECT c1, count(*) FROM t GROUP BY 1</c>
/// </summary>
internal sealed class GroupStatement
{
    private readonly TaskGroupPlan _plan;
    private readonly List<string> _steps = [];
    private readonly List<NpgsqlParameter> _names = [];
    private readonly Dictionary<string, string> _cells = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);

    private GroupStatement(TaskGroupPlan plan) => _plan = plan;

    /// <summary>Whether the server's groups are the answer's, so that it orders and pages them, too.</summary>
    public static bool IsWhole(TaskGroupPlan plan) => plan.Keys.All(IsColumn) && plan.Query.Sort.All(sort =>
        plan.Query.Keys.Contains(sort.Field)
        || (plan.Query.Values.Select(value => value.Name).ToList().IndexOf(sort.Field) is >= 0 and var at
            && (plan.Values[at] is not { } part || IsColumn(part))));

    /// <summary>Makes the statement of the groups out of that of their rows.</summary>
    public static void Around(NpgsqlCommand rows, IReadOnlyList<TaskField> fields, TaskGroupPlan plan)
    {
        var statement = new GroupStatement(plan);
        rows.CommandText = statement.Write(rows.CommandText, fields);
        rows.Parameters.AddRange(statement._names.ToArray());
    }

    /// <summary>Whether a part is a column of its own, not a value in a dict field.</summary>
    public static bool IsColumn(TaskPart part) => part.Field.Kind != TaskFieldKind.Dict;

    private string Write(string rows, IReadOnlyList<TaskField> fields)
    {
        string ColumnOf(TaskPart part) => Name('c', fields.ToList().IndexOf(part.Field));
        List<string> keys =
            [.. _plan.Keys.SelectMany(key => IsColumn(key) ? [ColumnOf(key)] : GroupCell.Key(Cell(ColumnOf(key), key)))];
        List<string> values =
        [
            .. _plan.Query.Values.Zip(_plan.Values, (value, part) => part is not { } known ? ["count(*)"]
                : IsColumn(known) ? [$"{value.Aggregate.Name}({ColumnOf(known)})"]
                : GroupCell.Parts(value.Aggregate, Numbers(Cell(ColumnOf(known), known)))).SelectMany(parts => parts),
        ];
        var columns = string.Join(", ", fields.Select((_, at) => Name('c', at)));
        var selected = string.Join(", ", (string[])[.. keys, .. values, .. keys.Count + values.Count == 0 ? ["1"] : Array.Empty<string>()]);

        // Without keys all are one group; of no tasks there is none.
        var by = keys.Count == 0 ? "HAVING count(*) > 0" : $"GROUP BY {string.Join(", ", Enumerable.Range(1, keys.Count))}";
        return $"WITH t ({columns}) AS (\n{rows}\n)\nSELECT {selected}\nFROM t{string.Concat(_steps)}\n{by}{Order()}";
    }

    /// <summary>
    /// <c>{ sort: ["-n"], limit: 2 } => ORDER BY count(*) DESC, c0 LIMIT 2</c>. Groups whose parts have to be brought together are ordered
    /// then.
    /// </summary>
    private string Order()
    {
        if (!IsWhole(_plan) || (_plan.Query.Sort.IsEmpty && _plan.Query.Skip == 0 && _plan.Query.Limit is null))
        {
            return string.Empty;
        }

        // Values of dict fields have several columns, and come after the keys.
        var at = _plan.Keys.Length;
        var places = _plan.Query.Keys.Select((key, place) => (key, place + 1)).ToDictionary(StringComparer.Ordinal);
        foreach (var (value, part) in _plan.Query.Values.Zip(_plan.Values))
        {
            places.Add(value.Name, at + 1);
            at += part is { } known && !IsColumn(known) ? GroupCell.Width(value.Aggregate) : 1;
        }

        var order = _plan.Query.Sort.Select(sort => (Place: places[sort.Field], sort.Descending))
            .Concat(Enumerable.Range(1, _plan.Keys.Length).Select(place => (Place: place, Descending: false)))
            .DistinctBy(item => item.Place)
            .Select(item => Invariant($"{item.Place}{(item.Descending ? " DESC NULLS LAST" : " NULLS FIRST")}"));
        var terms = string.Join(", ", order);
        return (terms.Length == 0 ? string.Empty : $"\nORDER BY {terms}")
            + (_plan.Query.Limit is { } limit ? Invariant($"\nLIMIT {limit}") : string.Empty)
            + (_plan.Query.Skip > 0 ? Invariant($"\nOFFSET {_plan.Query.Skip}") : string.Empty);
    }

    /// <summary>
    /// The name of what holds a path's value, <c>v</c>, and how many names were gone, <c>d</c>: an array, or an object that only looks like
    /// a typed form, ends the way, and the rest of it is gone by who reads it. What is computed once is not written into each use of it:
    /// that is what <c>OFFSET 0</c> says.
    /// </summary>
    private string Cell(string column, TaskPart part)
    {
        var path = string.Join('.', part.Path.Prepend(part.Field.Key));
        if (_cells.TryGetValue(path, out var known))
        {
            return known;
        }

        var name = Name('s', _cells.Count);
        Step($"SELECT {column} AS v, 0 AS d", $"{name}_0");
        foreach (var (at, step) in part.Path.Index())
        {
            var before = Invariant($"{name}_{at}");
            var goes = Invariant($"{before}.d = {at} AND json_typeof({before}.v) <> 'array' AND {before}.v::text !~ '{GroupCell.Literal}'");
            _names.Add(new NpgsqlParameter<string> { ParameterName = Invariant($"taskdb_name{_names.Count}"), TypedValue = step });
            Step(
                Invariant($"SELECT CASE WHEN {goes} THEN {before}.v -> @{_names[^1].ParameterName}::text ELSE {before}.v END AS v, ")
                + Invariant($"CASE WHEN {goes} THEN {at + 1} ELSE {before}.d END AS d"),
                Invariant($"{name}_{at + 1}"));
        }

        return _cells[path] = Invariant($"{name}_{part.Path.Length}");
    }

    /// <summary>The name of a cell beside which its value stands as a number, where it is one.</summary>
    private string Numbers(string cell)
    {
        if (_numbers.Add(cell))
        {
            Step(GroupCell.Numbers(cell), GroupCell.NumbersOf(cell));
        }

        return cell;
    }

    private void Step(string sql, string name) => _steps.Add($"\nCROSS JOIN LATERAL ({sql} OFFSET 0) AS {name}");

    private static string Name(char kind, int at) => Invariant($"{kind}{at}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
