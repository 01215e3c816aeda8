using System.Collections;
using Microsoft.Data.Sqlite;
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
    public abstract Task OneAsync(SqliteReader reader, Captured[] values, CancellationToken cancellationToken);

    /// <summary>A list with a comparer of its own is refused by the way through EF Core.</summary>
    public static bool FindsByEquality(Captured value) =>
        value.Boxed is null or string or Array || value.Boxed is not IEnumerable list || Lists.FindsByEquality(list);

    private sealed class EntityFrameworkPlan : LinqPlan
    {
        public override bool Serves(Captured[] values) => false;

        public override Task OneAsync(SqliteReader reader, Captured[] values, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("EF Core runs queries of this shape.");
    }
}

/// <summary>The plan of a shape whose SQL is known.</summary>
/// <param name="statement">The SQL with its parameters.</param>
/// <param name="ending">What the query does with the rows.</param>
/// <param name="read">Makes an element of a row and the query's values.</param>
internal sealed class LinqPlan<T>(LinqStatement statement, LinqEnding ending, Func<SqliteDataReader, Captured[], T> read) : LinqPlan
{
    public override bool Serves(Captured[] values) => statement.CanBind(values) && Array.TrueForAll(values, FindsByEquality);

    public IEnumerable<T> Rows(SqliteReader reader, Captured[] values) =>
        reader.Run(statement, command => statement.Bind(command, values), row => read(row, values));

    /// <exception cref="InvalidOperationException">There is no element, or more than one, and the query says that there is one.</exception>
    public T One(SqliteReader reader, Captured[] values) => ending switch
    {
        // The statement of a First has at most one row.
        LinqEnding.FirstOrDefault or LinqEnding.SingleOrDefault => Few(reader, values).SingleOrDefault()!,
        _ => Few(reader, values).Single(),
    };

    /// <summary>The statement of a Single has at most two rows.</summary>
    private List<T> Few(SqliteReader reader, Captured[] values) => reader.ReadFew(
        statement,
        (Statement: statement, Read: read, Values: values),
        static (command, query) => query.Statement.Bind(command, query.Values),
        static (row, query) => query.Read(row, query.Values));

    public override async Task<T> OneAsync(SqliteReader reader, Captured[] values, CancellationToken cancellationToken)
    {
        // SQLite has no asynchronous reading: what fails is told by the task, as EF Core tells it.
        await Task.CompletedTask.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return One(reader, values);
    }
}
