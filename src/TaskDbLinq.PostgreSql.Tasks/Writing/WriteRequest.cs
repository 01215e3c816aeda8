using Npgsql;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>One caller's change, waiting for its transaction.</summary>
/// <param name="bytes">What the change holds in memory.</param>
internal abstract class WriteRequest(long bytes)
{
    // Callers go on elsewhere: the writer must not run their code between two transactions.
    private readonly TaskCompletionSource<long> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _result;
    private Exception? _fault;

    public Task<long> Answer => _answer.Task;

    public long Bytes => bytes;

    /// <summary>Keeps what came of the change, until its transaction is done.</summary>
    public void Set(long result, Exception? fault) => (_result, _fault) = (result, fault);

    /// <summary>The transaction is on the disk.</summary>
    public void Complete()
    {
        if (_fault is null)
        {
            _answer.SetResult(_result);
        }
        else
        {
            _answer.SetException(_fault);
        }
    }

    /// <summary>The transaction is undone.</summary>
    public void Fail(Exception fault) => _answer.TrySetException(fault);
}

/// <summary>A change that is one statement, which touches one row.</summary>
/// <param name="command">The statement.</param>
/// <param name="unmade">Why it touched none.</param>
/// <param name="bytes">What the change holds in memory.</param>
internal sealed class StatementRequest(NpgsqlBatchCommand command, Func<TaskDbLinqException> unmade, long bytes) : WriteRequest(bytes)
{
    public NpgsqlBatchCommand Command => command;

    /// <summary>Reads how many rows the statement touched.</summary>
    public void Read() => Set(1, command.RecordsAffected == 0 ? unmade() : null);
}

/// <summary>A change of several steps, all of which are made or none.</summary>
/// <param name="change">Makes the change; what it returns is the caller's answer.</param>
/// <param name="bytes">What the change holds in memory.</param>
internal sealed class StepsRequest(Func<NpgsqlTransaction, Task<long>> change, long bytes) : WriteRequest(bytes)
{
    public Task<long> RunAsync(NpgsqlTransaction transaction) => change(transaction);
}
