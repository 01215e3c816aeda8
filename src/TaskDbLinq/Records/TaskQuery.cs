using TaskDbLinq.Filters;
using TaskDbLinq.Finding;

namespace TaskDbLinq;

/// <summary>
/// A whole question to a task database: which tasks, which of their keys, in what order, how many. It is the <see cref="Find{T}"/>
/// of tasks, and every store is asked by one: by dictionaries, JSON and LINQ, too.
/// </summary>
public sealed record TaskQuery : Find<TaskField>
{
    /// <summary>Which of their keys. Default all but the buffers.</summary>
    public TaskKeys Keys { get; init; } = TaskKeys.Default;

    /// <summary>
    /// Returns a question about any records as one about tasks: <c>db.Query(TaskQuery.Of(FindQuery.FromQueryString(text)))</c>.
    /// </summary>
    /// <param name="find">The question. Behind a cursor it is about the tasks that come after it.</param>
    /// <exception cref="QueryException">The question does not fit a task; the exception lists every problem.</exception>
    public static TaskQuery Of(FindQuery find)
    {
        ArgumentNullException.ThrowIfNull(find);
        var problems = new List<QueryProblem>();
        var keys = KeysOf(find, problems);
        var prepared = PreparedFind<TaskRecord>.Of(find, options: null, isPage: false, problems);
        return new TaskQuery
        {
            Filter = prepared.Selection ?? throw new QueryException(
                new QueryProblem("after", "tasks have no cursor in an order by what is inside of a dict field: use skip and limit")),
            Keys = keys,
            Sort = [.. prepared.Keys.Select(key =>
                new SortKey<TaskField>(TaskFields.ByProperty[key.Field.Properties[0].Name], key.Descending) { Path = key.Field.Inner })],
            Skip = find.Skip,
            Limit = find.Limit,
        };
    }

    private static TaskKeys KeysOf(FindQuery find, List<QueryProblem> problems)
    {
        foreach (var name in find.Projection.Where(name => !TaskFields.ByKey.ContainsKey(name)))
        {
            problems.Add(QueryProblem.UnknownName($"projection.{name}", "field", name, TaskFields.ByKey.Keys));
        }

        return problems.Count > 0 || find.Projection.IsEmpty ? TaskKeys.Default
            : find.Excludes ? TaskKeys.Of(TaskKeys.Default.Fields.Select(field => field.Key).Except(find.Projection))
            : TaskKeys.Of(find.Projection);
    }
}
