namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Finds one task by its id. The question is always the same, so that its plan is made once, and a call brings the id only: it makes no
/// query and looks up no plan.
/// </summary>
internal sealed class TaskById(QueryPlanner planner, PlanRunner runner)
{
    /// <summary>The question for a whole task. The one parameter of its plan is the id, and of a plan for other keys, too.</summary>
    public static readonly TaskQuery Question = new()
    {
        Filter = Filter.Parse(new Dictionary<string, object?> { [TaskKey.MsgId] = string.Empty }),
        Keys = TaskKeys.All,
    };

    /// <summary>Two threads may both make the plan: either is right.</summary>
    private QueryPlan? _plan;

    /// <summary>Returns the task; null where there is none.</summary>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public TaskRecord? Find(string msgId)
    {
        _plan ??= planner.Plan(Question);
        return runner.ReadOne(_plan, (Plan: _plan, Id: msgId), static (run, one) =>
        {
            run.Set(0, one.Id, held: null);
            return run.First() ? one.Plan.ReadTask(run.Row) : null;
        });
    }
}
