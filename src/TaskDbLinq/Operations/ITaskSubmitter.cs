namespace TaskDbLinq;

/// <summary>Hands requests to whatever runs tasks: an IPython scheduler, a queue of one's own.</summary>
public interface ITaskSubmitter
{
    /// <summary>
    /// Submits some tasks. They are in the database already, and the database takes them back when this throws: it
    /// should submit all of them or none.
    /// </summary>
    /// <param name="tasks">The new tasks, with their requests whole; at least one.</param>
    /// <param name="cancellationToken">Cancels the submission.</param>
    Task SubmitAsync(IReadOnlyList<TaskRecord> tasks, CancellationToken cancellationToken);
}
