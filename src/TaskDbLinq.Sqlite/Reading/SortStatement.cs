using System.Globalization;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// An order by what is inside of dict fields, around the statement of the rows without order and page:
/// <c>WITH t(c0, c1) AS (rows) SELECT c0 FROM t ORDER BY taskdb_sort(c1, @path, 0) COLLATE taskdb_order LIMIT @limit</c>
/// </summary>
internal static class SortStatement
{
    private const string Skip = "@taskdb_skip";
    private const string Limit = "@taskdb_limit";

    /// <summary>Returns whether a query is ordered by a path.</summary>
    public static bool IsNeeded(TaskQuery query) => query.Sort.Any(sort => sort.Path.Length > 0);

    /// <summary>The rows that are ordered: the keys that are wanted, and those that decide the order.</summary>
    public static TaskQuery Rows(TaskQuery query) => new()
    {
        Filter = query.Filter,
        Keys = TaskKeys.Of(query.Keys.Fields.Concat(query.Sort.Select(sort => sort.Field)).Select(field => field.Key)),
    };

    public static string Around(string rows, TaskQuery query, TaskKeys read)
    {
        var columns = string.Join(", ", read.Fields.Select(Column));
        var order = query.Sort.Select((sort, at) => (sort.Path.Length == 0
            ? Column(sort.Field)
            : $"{SortFunction.Name}({Column(sort.Field)}, {Name(at)}, {(sort.Descending ? 1 : 0)}) COLLATE {SortFunction.Collation}")
                + (sort.Descending ? " DESC" : string.Empty));
        var page = query.Limit is null && query.Skip == 0 ? string.Empty
            : $"\nLIMIT {(query.Limit is null ? "-1" : $"{Limit} + 0")}{(query.Skip == 0 ? string.Empty : $" OFFSET {Skip}")}";
        return $"WITH t({columns}) AS (\n{rows}\n)\nSELECT {string.Join(", ", query.Keys.Fields.Select(Column))}\nFROM t\n"
            + $"ORDER BY {string.Join(", ", order)}{page}";
    }

    /// <summary>The parameters of the order and the page.</summary>
    public static IEnumerable<PlanParameter> ParametersOf(TaskQuery query)
    {
        for (var at = 0; at < query.Sort.Count; at++)
        {
            if (query.Sort[at].Path is { Length: > 0 } path)
            {
                yield return new PlanParameter(Name(at), (_, _) => path);
            }
        }

        if (query.Limit is not null)
        {
            yield return PlanParameter.OfLimit(Limit);
        }

        if (query.Skip > 0)
        {
            yield return PlanParameter.OfSkip(Skip);
        }
    }

    private static string Column(TaskField field) => $"c_{field.Key}";

    private static string Name(int at) => string.Create(CultureInfo.InvariantCulture, $"@taskdb_path{at}");
}
