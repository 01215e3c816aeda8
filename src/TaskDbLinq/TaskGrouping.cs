using TaskDbLinq.Aggregating;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>Groups of tasks for a backend that makes none itself: its rows are read one by one, and only the groups are kept.</summary>
internal static class TaskGrouping
{
    public static async Task<IReadOnlyList<Document>> RunAsync(ITaskDb db, GroupQuery query, CancellationToken cancellationToken)
    {
        var plan = TaskGroupPlan.Of(query);
        var table = new GroupTable(query);
        var values = new DocumentValue[plan.Values.Length];
        var rows = new TaskQuery { Filter = query.Filter, Keys = TaskKeys.Of(plan.Fields.Select(field => field.Key)) };
        await foreach (var row in db.QueryAsync(rows, cancellationToken).ConfigureAwait(false))
        {
            for (var at = 0; at < values.Length; at++)
            {
                values[at] = plan.Values[at] is { } part ? part.Of(row[part.Field.Key]) : DocumentValue.Null;
            }

            table.Add(DocumentArray.Own([.. plan.Keys.Select(key => key.Of(row[key.Field.Key]))]), values);
        }

        return table.Answer();
    }
}
