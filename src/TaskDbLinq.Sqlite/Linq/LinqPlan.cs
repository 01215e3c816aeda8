using System.Collections;
using SQLitePCL;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Linq;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>What is done for the LINQ queries of one shape.</summary>
internal abstract class LinqPlan
{
    /// <summary>Queries of this shape are translated by EF Core each time anew.</summary>
    public static LinqPlan ByEntityFramework { get; } = new EntityFrameworkPlan();

    /// <summary>Returns whether a query with these values can be run by the plan.</summary>
    public abstract bool Serves(Captured[] values);

    /// <summary>Returns the one answer of a query as a task of its type.</summary>
    public abstract Task OneAsync(PlanRunner runner, Captured[] values, CancellationToken cancellationToken);

    /// <summary>A list with a comparer of its own is refused by the way through EF Core.</summary>
    public static bool FindsByEquality(Captured value) =>
        value.Boxed is null or string or Array || value.Boxed is not IEnumerable list || Lists.FindsByEquality(list);

    private sealed class EntityFrameworkPlan : LinqPlan
    {
        public override bool Serves(Captured[] values) => false;

        public override Task OneAsync(PlanRunner runner, Captured[] values, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("EF Core runs queries of this shape.");
    }
}

/// <summary>The plan of a shape whose SQL is known.</summary>
/// <param name="statement">The SQL with its parameters.</param>
/// <param name="ending">What the query does with the rows.</param>
/// <param name="width">How many columns of a row there are to read.</param>
/// <param name="read">Makes an element of a row and the query's values. The array is for the values of the columns, and is its own.</param>
internal sealed class LinqPlan<T>(
    LinqStatement statement, LinqEnding ending, int width, Func<sqlite3_stmt, object?[], Captured[], T> read) : LinqPlan
{
    private const string None = "Sequence contains no elements";
    private const string More = "Sequence contains more than one element";

    public override bool Serves(Captured[] values) => statement.CanBind(values) && Array.TrueForAll(values, FindsByEquality);

    /// <summary>Returns the elements, to be enumerated once.</summary>
    public IEnumerable<T> Rows(PlanRunner runner, Captured[] values)
    {
        // An element keeps what is in the array, and not the array itself: one serves all rows.
        var columns = new object?[width];
        return runner.Run(statement, target => statement.Bind(target, values), row => read(row, columns, values));
    }

    /// <exception cref="InvalidOperationException">There is no element, or more than one, and the query says that there is one.</exception>
    public T One(PlanRunner runner, Captured[] values) =>
        runner.ReadOne(statement, (Plan: this, Values: values), static (run, query) => query.Plan.One(run, query.Values));

    private T One(SessionStatement run, Captured[] values)
    {
        statement.Bind(run, values);
        if (!run.First())
        {
            return ending is LinqEnding.FirstOrDefault or LinqEnding.SingleOrDefault ? default! : throw new InvalidOperationException(None);
        }

        // The statement of a First has at most one row, that of a Single two.
        var one = read(run.Row, new object?[width], values);
        return ending is LinqEnding.Single or LinqEnding.SingleOrDefault && run.Next() ? throw new InvalidOperationException(More) : one;
    }

    public override async Task<T> OneAsync(PlanRunner runner, Captured[] values, CancellationToken cancellationToken)
    {
        // SQLite has no asynchronous reading: what fails is told by the task, as EF Core tells it.
        await Task.CompletedTask.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return One(runner, values);
    }
}
