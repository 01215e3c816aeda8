using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>Tasks added at once to PostgresDb's empty table, beside <c>COPY</c> by hand into it.</summary>
internal sealed class PostgresIngest : IRace
{
    public const int Tasks = 10_000;

    public static string Work => nameof(Change.Ingest);

    public IEnumerable<Heat> Heats => [new(Work, Tasks, LanesAsync) { MoreRounds = 2 }];

    private static async Task<IReadOnlyList<Lane>> LanesAsync()
    {
        TaskRecord[] tasks = [.. GeneratedTasks.Of(Tasks)];
        var server = await PostgresServer.StartAsync();
        var connection = server.ConnectionString;
        var db = await PostgresDb.OpenAsync(connection);
        return
        [
            Lane("Npgsql, COPY", () => NpgsqlIngest.AddAsync(connection, tasks)),
            Lane("PostgresDb", () => db.AddAsync(tasks)) with
            {
                Close = async () =>
                {
                    await db.DisposeAsync();
                    await server.DisposeAsync();
                },
            },
        ];

        Lane Lane(string name, Func<Task> add) => new(name, _ => add())
        {
            Before = () => NpgsqlIngest.ExecuteAsync(connection, "TRUNCATE task_record"),
            After = async () =>
            {
                if (await NpgsqlIngest.CountAsync(connection) is var count && count != Tasks)
                {
                    throw new InvalidOperationException($"{name}: {count} tasks, not {Tasks}.");
                }

                // What this one left to write is not written while the next one is measured.
                await NpgsqlIngest.ExecuteAsync(connection, "CHECKPOINT");
            },
        };
    }
}
