using Microsoft.EntityFrameworkCore;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;

namespace TaskDbLinq.PostgreSql.Tests.Scalars;

/// <summary>
/// A context of every scalar type on PostgreSQL, and what its rows are once they are stored: times in microseconds, offsets in UTC.
/// </summary>
internal sealed class PostgresScalars(string connection) : DbContext
{
    public DbSet<Sqlite.Tests.AnyRecordType.Scalars> Rows => Set<Sqlite.Tests.AnyRecordType.Scalars>();

    public static PostgresScalars Of(PostgresServer server)
    {
        var context = new PostgresScalars(server.CreateDatabase());
        context.Database.EnsureCreated();
        context.Rows.AddRange(ScalarEdges.Rows);
        context.SaveChanges();
        context.ChangeTracker.Clear();
        return context;
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connection).UseMongoQueries();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var row = modelBuilder.Entity<Sqlite.Tests.AnyRecordType.Scalars>();
        row.HasKey(r => r.Key);
        row.Property(r => r.Key).ValueGeneratedNever();
        row.Property(r => r.Named).HasConversion<string>();
        row.Property(r => r.NNamed).HasConversion<string>();
        row.Property(r => r.DateTime).HasColumnType("timestamp without time zone");
        row.Property(r => r.NDateTime).HasColumnType("timestamp without time zone");
        row.Property(r => r.DateTimeOffset).HasConversion(value => value.ToUniversalTime(), value => value);
        row.Property(r => r.NDateTimeOffset).HasConversion(value => value!.Value.ToUniversalTime(), value => (DateTimeOffset?)value);
    }
}
