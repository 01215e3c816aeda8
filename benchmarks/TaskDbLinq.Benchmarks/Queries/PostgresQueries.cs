using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>PostgresDb, beside Npgsql with SQL by hand over the same table.</summary>
internal sealed class PostgresQueries() : QueryRace<PostgresStage>(PostgresStage.MakeAsync)
{
    private protected override IReadOnlyList<Entrant<PostgresStage>> Entrants =>
    [
        new("Npgsql", stage => new NpgsqlQueries(stage.Server.ConnectionString)),
        new("PostgresDb", stage => new OurDictionaries(stage.Db)),
        new("PostgresDb, LINQ", stage => new OurLinq(stage.Db), Question.Array),
    ];
}

/// <summary>A database with tasks.</summary>
internal sealed class PostgresStage : IAsyncDisposable
{
    private PostgresStage(PostgresServer server, PostgresDb db) => (Server, Db) = (server, db);

    internal PostgresServer Server { get; }

    internal PostgresDb Db { get; }

    internal static async Task<PostgresStage> MakeAsync(int tasks)
    {
        var server = await PostgresServer.StartAsync();
        var db = await PostgresDb.OpenAsync(server.ConnectionString);
        await db.AddAsync(GeneratedTasks.Of(tasks));
        await NpgsqlIngest.ExecuteAsync(server.ConnectionString, "VACUUM ANALYZE");
        return new PostgresStage(server, db);
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await Server.DisposeAsync();
    }
}
