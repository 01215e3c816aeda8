using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>The same notes in PostgreSQL, in SQLite, and in memory as PostgreSQL gives them back.</summary>
internal sealed class NoteStore : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public NoteStore(PostgresServer server, IReadOnlyList<Note> notes)
    {
        var database = server.CreateDatabase();
        Postgres = new NoteContext(new DbContextOptionsBuilder().UseNpgsql(database).UseMongoQueries().Options);
        _connection.Open();
        Sqlite = new NoteContext(new DbContextOptionsBuilder().UseSqlite(_connection).UseMongoQueries().Options);
        foreach (var context in new[] { Postgres, Sqlite })
        {
            context.Database.EnsureCreated();
            context.AddRange(notes);
            context.SaveChanges();
            context.ChangeTracker.Clear();
        }

        Postgres.Database.EnsureJsonFunctions();
        Memory = [.. Postgres.Notes.AsNoTracking().OrderBy(note => note.Id)];
    }

    public NoteContext Postgres { get; }

    public NoteContext Sqlite { get; }

    public IReadOnlyList<Note> Memory { get; }

    /// <summary>The notes that satisfy a filter, by the place that is asked.</summary>
    public IEnumerable<(string Place, string Ids)> Ask(Filter filter)
    {
        yield return ("memory", Ids(Memory.Where(filter.ToPredicate<Note>()).Select(note => note.Id)));
        yield return ("PostgreSQL", Ids(Postgres.Notes.Where(filter.ToExpression<Note>()).Select(note => note.Id).ToList()));
        yield return ("SQLite", Ids(Sqlite.Notes.Where(filter.ToExpression<Note>()).Select(note => note.Id).ToList()));
    }

    public void Dispose()
    {
        Postgres.Dispose();
        Sqlite.Dispose();
        _connection.Dispose();
    }

    private static string Ids(IEnumerable<int> ids) => string.Join(' ', ids.Order());
}
