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
    /// <summary>The plans of the shapes that were asked.</summary>
    public QueryPlanner Planner { get; } = new(server);

    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public IEnumerable<TaskRow> Run(TaskQuery query)
    {
        var plan = server.Guard(() => Planner.Plan(query));
        return plan.Bind(query) is { } values ? Rows(plan, values) : RowsByEntityFramework(query);
    }

    /// <inheritdoc cref="Run"/>
    public IAsyncEnumerable<TaskRow> RunAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var plan = server.Guard(() => Planner.Plan(query));
        return plan.Bind(query) is { } values
            ? RowsAsync(plan, values, cancellationToken)
            : RowsByEntityFrameworkAsync(query, cancellationToken);
    }

    /// <summary>Counts the tasks that a filter selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public async Task<long> CountAsync(Filter filter, CancellationToken cancellationToken)
    {
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of() };
        var plan = server.Guard(() => Planner.PlanCount(query));
        return plan.Bind(query) is not { } values
            ? await CountByEntityFrameworkAsync(filter, cancellationToken).ConfigureAwait(false)
            : await server.GuardAsync(async () =>
            {
                var connection = await server.ConnectAsync(cancellationToken).ConfigureAwait(false);
                await using var closed = connection.ConfigureAwait(false);
                var command = plan.CreateCommand(connection, values);
                await using var disposed = command.ConfigureAwait(false);
                return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            }).ConfigureAwait(false);
    }

    /// <summary>The rows of a query as EF Core itself reads them; for values that no plan takes, and for tests.</summary>
    public IEnumerable<TaskRow> RowsByEntityFramework(TaskQuery query)
    {
        using var context = server.CreateContext();
        using var rows = server.Guard(() => QueryPlanner.Build(context, query, Predicate(query.Filter)).AsEnumerable().GetEnumerator());
        while (server.Guard(rows.MoveNext))
        {
            yield return Row(query.Keys, rows.Current);
        }
    }

    /// <inheritdoc cref="RowsByEntityFramework"/>
    public async IAsyncEnumerable<TaskRow> RowsByEntityFrameworkAsync(TaskQuery query, [EnumeratorCancellation] CancellationToken stop)
    {
        var predicate = Predicate(query.Filter);
        var context = server.CreateContext();
        await using var disposed = context.ConfigureAwait(false);
        var rows = server.Guard(() => QueryPlanner.Build(context, query, predicate).AsAsyncEnumerable().GetAsyncEnumerator(stop));
        await using var ended = rows.ConfigureAwait(false);
        while (await server.GuardAsync(rows.MoveNextAsync).ConfigureAwait(false))
        {
            yield return Row(query.Keys, rows.Current);
        }
    }

    /// <summary>The count as EF Core itself asks for it; for values that no plan takes, and for tests.</summary>
    public async Task<long> CountByEntityFrameworkAsync(Filter filter, CancellationToken cancellationToken)
    {
        var predicate = Predicate(filter);
        var context = server.CreateContext();
        await using var disposed = context.ConfigureAwait(false);
        return await server.GuardAsync(
            () => new ValueTask<long>(context.Tasks.LongCountAsync(predicate, cancellationToken))).ConfigureAwait(false);
    }

    private IEnumerable<TaskRow> Rows(QueryPlan plan, IReadOnlyDictionary<string, object?> values)
    {
        using var connection = server.Guard(server.Connect);
        using var command = server.Guard(() => plan.CreateCommand(connection, values));
        using var row = server.Guard(() => command.ExecuteReader());
        Func<bool> next = row.Read;
        while (server.Guard(next))
        {
            yield return plan.Rows.Read(row);
        }
    }

    private async IAsyncEnumerable<TaskRow> RowsAsync(
        QueryPlan plan, IReadOnlyDictionary<string, object?> values, [EnumeratorCancellation] CancellationToken stop)
    {
        var connection = await server.GuardAsync(() => server.ConnectAsync(stop)).ConfigureAwait(false);
        await using var closed = connection.ConfigureAwait(false);
        var command = server.Guard(() => plan.CreateCommand(connection, values));
        await using var disposed = command.ConfigureAwait(false);
        var row = await server.GuardAsync(() => new ValueTask<NpgsqlDataReader>(command.ExecuteReaderAsync(stop))).ConfigureAwait(false);
        await using var ended = row.ConfigureAwait(false);
        Func<ValueTask<bool>> next = () => new ValueTask<bool>(row.ReadAsync(stop));
        while (await server.GuardAsync(next).ConfigureAwait(false))
        {
            stop.ThrowIfCancellationRequested();
            yield return plan.Rows.Read(row);
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

    /// <summary>The SQL of a query with its parameters, and the server's plan of it.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public IEnumerable<QueryStage> Explain(TaskQuery query)
    {
        var predicate = Predicate(query.Filter);
        using var context = server.CreateContext();
        var rows = QueryPlanner.Build(context, query, predicate);
        var sql = QueryStage.Of("postgresql: SQL", () => server.Guard(() => rows.ToQueryString()));
        return sql.Text is null ? [sql] : [sql, QueryStage.Of("postgresql: plan", () => server.Guard(() => PlanText.Of(rows)))];
    }

    /// <summary>A filter over the table's rows.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public static Expression<Func<TaskRecord, bool>> Predicate(Filter filter) => filter.ToExpression<TaskRecord>();

    private static TaskRow Row(TaskKeys keys, object?[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = TaskField.Present(values[at]);
        }

        return new TaskRow(keys, values);
    }
}
