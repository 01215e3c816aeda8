using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.Finding;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>Answers questions: each is one statement, whose rows are read as they come.</summary>
internal sealed class TaskReader(TaskServer server)
{
    private static readonly SortKey<TaskField> ById = new(TaskFields.MsgId);

    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public IEnumerable<TaskRow> Run(TaskQuery query)
    {
        var predicate = Predicate(query.Filter);
        return Rows();

        IEnumerable<TaskRow> Rows()
        {
            using var context = server.CreateContext();
            using var rows = server.Guard(() => Build(context, query, predicate).AsEnumerable().GetEnumerator());
            while (server.Guard(rows.MoveNext))
            {
                yield return Row(query.Keys, rows.Current);
            }
        }
    }

    /// <inheritdoc cref="Run"/>
    public IAsyncEnumerable<TaskRow> RunAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var predicate = Predicate(query.Filter);
        return RowsAsync(cancellationToken);

        async IAsyncEnumerable<TaskRow> RowsAsync([EnumeratorCancellation] CancellationToken stop)
        {
            var context = server.CreateContext();
            await using (context.ConfigureAwait(false))
            {
                var rows = server.Guard(() => Build(context, query, predicate).AsAsyncEnumerable().GetAsyncEnumerator(stop));
                await using (rows.ConfigureAwait(false))
                {
                    while (await server.GuardAsync(rows.MoveNextAsync).ConfigureAwait(false))
                    {
                        stop.ThrowIfCancellationRequested();
                        yield return Row(query.Keys, rows.Current);
                    }
                }
            }
        }
    }

    /// <summary>Counts the tasks that a filter selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public async Task<long> CountAsync(Filter filter, CancellationToken cancellationToken)
    {
        var predicate = Predicate(filter);
        var context = server.CreateContext();
        await using (context.ConfigureAwait(false))
        {
            return await server.GuardAsync(
                () => new ValueTask<long>(context.Tasks.LongCountAsync(predicate, cancellationToken))).ConfigureAwait(false);
        }
    }

    /// <summary>The groups that a question asks for: the server makes them.</summary>
    /// <exception cref="QueryException">The question does not fit a task.</exception>
    public async Task<IReadOnlyList<Document>> GroupAsync(GroupQuery query, CancellationToken cancellationToken)
    {
        var plan = TaskGroupPlan.Of(query);
        var predicate = Predicate(query.Filter);
        IReadOnlyList<TaskField> fields = plan.Fields.IsEmpty ? [TaskFields.MsgId] : plan.Fields;

        // What the server has paged is not paged again.
        var table = new GroupTable(GroupStatement.IsWhole(plan) ? query with { Skip = 0, Limit = null } : query);
        var context = server.CreateContext();
        await using (context.ConfigureAwait(false))
        {
            return await server.GuardAsync(async () =>
            {
                await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                var command = (NpgsqlCommand)TaskRows.Select(context.Tasks.Where(predicate), fields).CreateDbCommand();
                await using var disposed = command.ConfigureAwait(false);
                GroupStatement.Around(command, fields, plan);
                var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using var closed = rows.ConfigureAwait(false);
                var reading = new GroupReading(rows, plan);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    reading.AddTo(table);
                }

                return table.Answer();
            }).ConfigureAwait(false);
        }
    }

    /// <summary>The SQL of a query with its parameters.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public IEnumerable<QueryStage> Explain(TaskQuery query)
    {
        var predicate = Predicate(query.Filter);
        using var context = server.CreateContext();
        return [QueryStage.Of("postgresql: SQL", () => server.Guard(() => Build(context, query, predicate).ToQueryString()))];
    }

    /// <summary>A filter over the table's rows.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public static Expression<Func<TaskRecord, bool>> Predicate(Filter filter) => filter.ToExpression<TaskRecord>();

    /// <summary>
    /// The query as LINQ. The id comes last in an order, since PostgreSQL may give tasks that are equal otherwise in another order for each
    /// page.
    /// </summary>
    private static IQueryable<object?[]> Build(TaskContext context, TaskQuery query, Expression<Func<TaskRecord, bool>> predicate)
    {
        var isOrdered = !query.Sort.IsEmpty || query.Skip > 0 || query.Limit is not null;
        var ordered = isOrdered && query.Sort.All(key => key.Field != TaskFields.MsgId)
            ? query with { Sort = [.. query.Sort, ById] }
            : query;
        return TaskRows.Build(context.Tasks, ordered, predicate);
    }

    private static TaskRow Row(TaskKeys keys, object?[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = TaskField.Present(values[at]);
        }

        return new TaskRow(keys, values);
    }
}
