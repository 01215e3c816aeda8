namespace TaskDbLinq.Mongo;

/// <summary>Tasks that the server refused while it added the others that came with them.</summary>
/// <param name="Places">Where they stand among the tasks that came.</param>
/// <param name="Reason">Why: a <see cref="DuplicateTaskException"/> where the ids of all of them are taken.</param>
internal sealed record RefusedTasks(IReadOnlySet<int> Places, TaskDbLinqException Reason);
