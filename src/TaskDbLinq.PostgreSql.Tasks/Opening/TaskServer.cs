using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Translation;

namespace TaskDbLinq.PostgreSql.Tasks.Opening;

/// <summary>The server: connections to it, contexts over them, and what its errors mean.</summary>
internal sealed class TaskServer : IAsyncDisposable
{
    private const int KeptStatements = 64;

    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions _options;

    private TaskServer(NpgsqlDataSource source, string name)
    {
        _source = source;
        Fault = new PostgresFault(name);
        var builder = new DbContextOptionsBuilder();
        builder.UseNpgsql(npgsql => npgsql.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
        builder.AddInterceptors(new FiniteTimes());
        builder.ReplaceService<IQuerySqlGeneratorFactory, NullsFirst>();
        builder.ReplaceService<IRelationalCommandBuilderFactory, CommandTemplates>();
        builder.UseMongoQueries(new PostgreSqlQueries());
        _options = builder.Options;
    }

    public PostgresFault Fault { get; }

    /// <summary>Connects, and makes sure that the tables are there.</summary>
    /// <exception cref="TaskDbException">The connection string is malformed, the server does not answer, or it holds another
    /// layout.</exception>
    public static async Task<TaskServer> OpenAsync(string connectionString, PostgresDbOptions options, CancellationToken cancellationToken)
    {
        var settings = Read(connectionString, options.Schema);
        var name = $"'{settings.Database ?? settings.Username}' at {settings.Host}:{settings.Port}";
        var server = new TaskServer(NpgsqlDataSource.Create(settings), name);
        try
        {
            var connection = await server._source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var closed = connection.ConfigureAwait(false);
            if (connection.PostgresParameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
            {
                throw new TaskDbException(
                    $"The PostgreSQL database {name} is encoded in {encoding}: "
                    + "a task database needs UTF8, in which strings have their order.");
            }

            if (await TaskLayout.EnsureAsync(connection, options, name, cancellationToken).ConfigureAwait(false))
            {
                OpeningLog.Created(options.Logger, name);
            }

            return server;
        }
        catch (Exception fault)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            if (server.Fault.Explain(fault) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>An error in the terms of a task database; null for one that is not the server's, nor about a query.</summary>
    public TaskDbLinqException? Explain(Exception fault) => Fault.Explain(fault)
        ?? (fault is InvalidOperationException untranslated ? UntranslatableQuery.Explain(untranslated, "PostgreSQL") : null);

    /// <summary>Runs a question, whose errors are those of a task database.</summary>
    public T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    /// <inheritdoc cref="Guard"/>
    public async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>A context for one query. They are cheap, and not for several threads.</summary>
    public TaskContext CreateContext()
    {
        var context = new TaskContext(_options);
        context.Database.SetDbConnection(_source.CreateConnection(), contextOwnsConnection: true);
        return context;
    }

    /// <summary>A context over a connection that its caller has.</summary>
    public TaskContext CreateContext(NpgsqlConnection connection)
    {
        var context = new TaskContext(_options);
        context.Database.SetDbConnection(connection, contextOwnsConnection: false);
        return context;
    }

    public NpgsqlConnection Connect() => _source.OpenConnection();

    public ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlConnectionStringBuilder Read(string connectionString, string? schema)
    {
        try
        {
            connectionString = ConnectionUri.IsOne(connectionString) ? ConnectionUri.Read(connectionString) : connectionString;
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            settings.SearchPath = schema is null ? settings.SearchPath : Functions.JsonFunctions.Name(schema);
            settings.ApplicationName ??= "TaskDbLinq";

            // Statements of one shape are planned once for a connection, unless the connection string says otherwise: a pooler may need
            // that.
            settings.MaxAutoPrepare = Names(connectionString, "Max Auto Prepare") ? settings.MaxAutoPrepare : KeptStatements;

            // Nothing here changes a connection's settings, so there is nothing to reset before the next question.
            settings.NoResetOnClose = !Names(connectionString, "No Reset On Close") || settings.NoResetOnClose;
            return string.IsNullOrEmpty(settings.Host)
                ? throw new TaskDbException("This is no connection string of PostgreSQL: it names no Host.")
                : settings;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException or DbException)
        {
            var reason = error.Message.Split('\n')[0].Split(" (Parameter")[0].TrimEnd('.');
            throw new TaskDbException($"This is no connection string of PostgreSQL: {reason}.", error);
        }
    }

    private static bool Names(string connectionString, string setting) =>
        new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey(setting);
}
