namespace TaskDbLinq.Cli.Plotting;

/// <summary>
/// How many tasks waited and how many ran, at the end of each of some equal stretches of time: the most there were in it.
/// </summary>
internal sealed record QueueDepth(DateTime[] Moments, double[] Waiting, double[] Running)
{
    private const int Stretches = 600;

    public static QueueDepth Of(TaskTimes times)
    {
        var events = new List<(DateTime Moment, int Waiting, int Running)>(3 * times.Tasks.Count);
        foreach (var task in times.Tasks)
        {
            events.Add((task.Submitted, 1, 0));
            if (task.Started is { } started)
            {
                events.Add((started, -1, 1));
            }

            if (task.Completed is { } completed)
            {
                // A task that was never started leaves the queue when it is aborted.
                events.Add((completed, task.Started is null ? -1 : 0, task.Started is null ? 0 : -1));
            }
        }

        // An engine that goes from one task to the next runs one of them, not two.
        events.Sort(
            (left, right) => left.Moment.CompareTo(right.Moment) is not 0 and var order ? order : left.Running.CompareTo(right.Running));
        var (first, last) = (times.First, times.Last);
        var step = Math.Max(1, (last - first).Ticks / Stretches);
        var depth = new QueueDepth(new DateTime[Stretches + 1], new double[Stretches + 1], new double[Stretches + 1]);
        var (at, waiting, running) = (0, 0, 0);
        for (var i = 0; i <= Stretches; i++)
        {
            depth.Moments[i] = first.AddTicks(step * i);
            var until = i == Stretches ? DateTime.MaxValue : depth.Moments[i];
            var (mostWaiting, mostRunning) = (waiting, running);
            for (; at < events.Count && events[at].Moment <= until; at++)
            {
                (waiting, running) = (waiting + events[at].Waiting, running + events[at].Running);
                (mostWaiting, mostRunning) = (Math.Max(mostWaiting, waiting), Math.Max(mostRunning, running));
            }

            (depth.Waiting[i], depth.Running[i]) = (mostWaiting, mostRunning);
        }

        return depth;
    }
}
