namespace TaskDbLinq.Server.Overview;

/// <summary>What tasks are grouped by.</summary>
internal enum Grouping
{
    Label,
    Client,
    Engine,
    Queue,
    Type,
    Failure,
}

/// <summary>Figures of the tasks that have something in common.</summary>
internal sealed record Group(int Number)
{
    public long[] States { get; } = new long[(int)MarkState.Gone];

    public long Total => States.Sum();

    public long? WaitedMedian { get; init; }

    public long? Waited95 { get; init; }

    public long? RanMedian { get; init; }

    public long? Ran95 { get; init; }

    /// <summary>How long engines ran these tasks, in ticks.</summary>
    public long Busy { get; set; }

    /// <summary>When the first and the last of them ended, or were submitted; 0 if that isn't known.</summary>
    public long First { get; set; }

    public long Last { get; set; }

    /// <summary>The row of the last.</summary>
    public int LastRow { get; set; } = -1;
}

/// <summary>Groups in one pass, and the durations of the largest in another.</summary>
internal static class Groups
{
    /// <summary>Groups tasks; the largest groups come first.</summary>
    /// <param name="columns">The marks.</param>
    /// <param name="scope">Which of them.</param>
    /// <param name="by">By what; by failure, only failed tasks are in a group.</param>
    /// <param name="most">How many groups to return.</param>
    /// <param name="count">How many groups there are.</param>
    public static List<Group> Of(TaskColumns columns, Scope scope, Grouping by, int most, out int count)
    {
        var now = DateTime.UtcNow.Ticks;
        var groups = new Group?[CountOf(columns, by)];
        var marks = columns.In(scope);
        while (marks.MoveNext())
        {
            ref readonly var mark = ref marks.Current;
            var number = NumberOf(columns, in mark, by);
            if (by != Grouping.Failure || number > 0)
            {
                Add(groups[number] ??= new Group(number), in mark, marks.Row, scope, now);
            }
        }

        count = groups.Count(group => group is not null);
        var largest = groups.OfType<Group>().OrderByDescending(group => group.Total).ThenBy(group => group.Number).Take(most).ToList();
        return WithDurations(columns, scope, by, largest);
    }

    private static int NumberOf(TaskColumns columns, in TaskMark mark, Grouping by) => by switch
    {
        Grouping.Label => columns.Origins[mark.Origin].Label,
        Grouping.Client => columns.Origins[mark.Origin].Client,
        Grouping.Engine => columns.Origins[mark.Origin].Engine,
        Grouping.Queue => columns.Origins[mark.Origin].Queue,
        Grouping.Type => columns.Origins[mark.Origin].Type,
        _ => mark.Failure,
    };

    /// <summary>The names of groups; null for failures, whose names are kinds.</summary>
    public static Names? NamesOf(TaskColumns columns, Grouping by) => by switch
    {
        Grouping.Label => columns.Labels,
        Grouping.Client => columns.Clients,
        Grouping.Engine => columns.Engines,
        Grouping.Queue => columns.Queues,
        Grouping.Type => columns.Types,
        _ => null,
    };

    private static int CountOf(TaskColumns columns, Grouping by) => NamesOf(columns, by)?.Count ?? columns.Failures.Count;

    private static void Add(Group group, in TaskMark mark, int row, Scope scope, long now)
    {
        group.States[(int)mark.State]++;
        if (mark.RunBegin is > 0 and var begin && mark.EndAt(now) is var end && end > begin)
        {
            group.Busy += Math.Max(0, Math.Min(end, scope.To) - Math.Max(begin, scope.From));
        }

        var time = mark.Completed != 0 ? mark.Completed : mark.Begin;
        group.First = group.First == 0 || (time != 0 && time < group.First) ? time : group.First;
        if (group.LastRow < 0 || time > group.Last)
        {
            (group.Last, group.LastRow) = (time, row);
        }
    }

    private static List<Group> WithDurations(TaskColumns columns, Scope scope, Grouping by, List<Group> groups)
    {
        var places = new int[CountOf(columns, by)];
        foreach (var (at, group) in groups.Index())
        {
            places[group.Number] = at + 1;
        }

        var counts = groups.Select(group => (int)group.Total).ToArray();
        var durations = new Durations(columns, [.. counts, .. counts]);
        foreach (ref readonly var mark in columns.In(scope))
        {
            var number = NumberOf(columns, in mark, by);
            if (places[number] is > 0 and var place && (by != Grouping.Failure || number > 0))
            {
                if (mark.Submitted != 0 && mark.Started != 0)
                {
                    durations.Add(place - 1, mark.Started - mark.Submitted);
                }

                if (mark.Started != 0 && mark.Completed != 0)
                {
                    durations.Add(groups.Count + place - 1, mark.Completed - mark.Started);
                }
            }
        }

        for (var at = 0; at < groups.Count; at++)
        {
            groups[at] = groups[at] with
            {
                WaitedMedian = durations.At(at, 50),
                Waited95 = durations.At(at, 95),
                RanMedian = durations.At(groups.Count + at, 50),
                Ran95 = durations.At(groups.Count + at, 95),
            };
        }

        return groups;
    }
}
