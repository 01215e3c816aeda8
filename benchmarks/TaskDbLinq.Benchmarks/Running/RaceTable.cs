using TaskDbLinq.Benchmarks.Calls;
using TaskDbLinq.Benchmarks.Changes;
using TaskDbLinq.Benchmarks.Queries;
using TaskDbLinq.Benchmarks.Rates;

namespace TaskDbLinq.Benchmarks.Running;

/// <summary>The races by their names.</summary>
internal static class RaceTable
{
    private static readonly Dictionary<string, Func<IRace>> Races = new()
    {
        [nameof(MemoryQueries)] = static () => new MemoryQueries(),
        [nameof(SqliteQueries)] = static () => new SqliteQueries(),
        [nameof(MongoQueries)] = static () => new MongoQueries(),
        [nameof(PostgresQueries)] = static () => new PostgresQueries(),
        [nameof(PostgresIngest)] = static () => new PostgresIngest(),
        [nameof(AnyTypeRace)] = static () => new AnyTypeRace(),
        [nameof(SqliteCalls)] = static () => new SqliteCalls(),
        [nameof(NewShapesRace)] = static () => new NewShapesRace(),
        [nameof(MemoryChanges)] = static () => new MemoryChanges(),
        [nameof(SqliteChanges)] = static () => new SqliteChanges(),
        [nameof(MongoChanges)] = static () => new MongoChanges(),
        [nameof(SqliteCallers)] = static () => new SqliteCallers(),
        [nameof(HubLoad)] = static () => new HubLoad(),
        [nameof(ManyThreads)] = static () => new ManyThreads(),
        [nameof(LargeBuffers)] = static () => new LargeBuffers(),
        [nameof(CullingRate)] = static () => new CullingRate(),
        [nameof(WireRate)] = static () => new WireRate(),
    };

    public static IRace Of(string name) => Races.TryGetValue(name, out var make)
        ? make()
        : throw new ArgumentException($"There is no race {name}; there are {string.Join(", ", Races.Keys)}.", nameof(name));
}
