namespace TaskDbLinq.Server.Endpoints;

/// <summary>
/// The ids in the order of submission. Where a store has cut timestamps, tasks of one millisecond come in the order in which
/// their client numbered them: <c>…_9</c> before <c>…_10</c>.
/// </summary>
internal static class SubmissionOrder
{
    private static readonly TaskQuery Query =
        new() { Keys = TaskKeys.Of(TaskKey.MsgId, TaskKey.Submitted), Sort = TaskSort.Parse(TaskKey.Submitted) };

    public static async Task<List<string>> IdsAsync(ITaskDb db, CancellationToken cancellationToken)
    {
        var rows = new List<(string Id, DateTime? Time)>();
        await foreach (var row in db.QueryAsync(Query, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(((string)row[TaskKey.MsgId]!, (DateTime?)row[TaskKey.Submitted]));
        }

        rows.Sort((a, b) => Nullable.Compare(a.Time, b.Time) is not 0 and var order ? order : Compare(a.Id, b.Id));
        return rows.ConvertAll(row => row.Id);
    }

    /// <summary>Part by part between underscores: numbers by value, other text by code unit.</summary>
    private static int Compare(string a, string b)
    {
        var (left, right) = (a.Split('_'), b.Split('_'));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var order = long.TryParse(left[i], out var x) && long.TryParse(right[i], out var y)
                ? x.CompareTo(y)
                : string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(a, b);
    }
}
