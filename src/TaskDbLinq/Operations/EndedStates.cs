using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Operations;

/// <summary>The state of a completed task by the filters of <see cref="TaskStates"/>, for a store that has its reply in hand.</summary>
internal sealed class EndedStates
{
    private readonly Func<TaskRecord, bool> _isNotOk = Selection.Of(TaskStates.NotOk).ToPredicate<TaskRecord>();
    private readonly Func<TaskRecord, bool> _isAborted = Selection.Of(TaskStates.Aborted).ToPredicate<TaskRecord>();
    private readonly Func<TaskRecord, bool> _isFailed = Selection.Of(TaskStates.Failed).ToPredicate<TaskRecord>();

    public TaskState Of(Document resultContent, Document error)
    {
        var task = new TaskRecord { MsgId = "-", Completed = DateTime.UnixEpoch, ResultContent = resultContent, Error = error };
        return !_isNotOk(task) ? TaskState.Ok
            : _isAborted(task) ? TaskState.Aborted
            : _isFailed(task) ? TaskState.Error
            : TaskState.Ok;
    }
}
