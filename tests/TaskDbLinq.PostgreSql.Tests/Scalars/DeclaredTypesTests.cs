using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Scalars;

/// <summary>Columns of declared types: lengths, precisions, enums of the database; alone and in lists.</summary>
public sealed class DeclaredTypesTests(PostgresServer server)
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Row[] Rows =
    [
        new()
        {
            Id = 1,
            Short = "ab",
            Price = 9.99m,
            At = Noon,
            Span = TimeSpan.FromSeconds(1),
            Mood = Mood.Happy,
            Moods = [Mood.Happy, Mood.Sad],
            Upper = Mood.Sad,
            Local = Noon,
            Clock = new(10, 30),
            NMood = null,
        },
        new()
        {
            Id = 2,
            Short = "B",
            Price = 10m,
            At = Noon.AddMilliseconds(5),
            Span = TimeSpan.FromDays(2),
            Mood = Mood.Sad,
            Moods = [],
            Upper = Mood.Happy,
            Local = Noon.AddHours(1),
            Clock = new(0, 0),
            NMood = Mood.Sad,
        },
    ];

    [Theory]
    [InlineData("""{"short":"ab"}""", "1")]
    [InlineData("""{"short":{"$in":["ab","c"]}}""", "1")]
    [InlineData("""{"short":{"$gt":"C"}}""", "1")]
    [InlineData("""{"short":{"$nin":["ab"]}}""", "2")]
    [InlineData("""{"price":{"$in":[9.99,7]}}""", "1")]
    [InlineData("""{"price":{"$gt":9.995}}""", "2")]
    [InlineData("""{"price":9.991}""", "")]
    [InlineData("""{"at":{"$in":["2026-11-28T12:00:00.005Z"]}}""", "2")]
    [InlineData("""{"at":{"$gt":"2026-11-28T12:00:00.0049999Z"}}""", "2")]
    [InlineData("""{"local":{"$in":["2026-11-28T12:00:00Z"]}}""", "1")]
    [InlineData("""{"local":{"$lte":"2026-11-28T12:00:00Z"}}""", "1")]
    [InlineData("""{"span":{"$in":["00:00:01"]}}""", "1")]
    [InlineData("""{"span":{"$gte":"2.00:00:00"}}""", "2")]
    [InlineData("""{"clock":{"$in":["10:30"]}}""", "1")]
    [InlineData("""{"clock":{"$lt":"10:30"}}""", "2")]
    [InlineData("""{"mood":"Happy"}""", "1")]
    [InlineData("""{"mood":{"$in":["sad"]}}""", "2")]
    [InlineData("""{"mood":{"$ne":"sad"}}""", "1")]
    [InlineData("""{"n_mood":null}""", "1")]
    [InlineData("""{"n_mood":{"$nin":["sad"]}}""", "1")]
    [InlineData("""{"n_mood":{"$in":[null,"sad"]}}""", "1 2")]
    [InlineData("""{"moods":"Sad"}""", "1")]
    [InlineData("""{"moods":{"$in":["Happy"]}}""", "1")]
    [InlineData("""{"upper":{"$in":["Happy"]}}""", "2")]
    public void Answers_are_those_that_were_written_by_hand(string text, string expected)
    {
        using var context = new RowContext(Database(server));
        var filter = Filter.Parse(text);
        Assert.Equal(expected, string.Join(' ', context.Rows.Where(filter.ToExpression<Row>()).Select(row => row.Id).ToList().Order()));
        Assert.Equal(expected, string.Join(' ', Rows.Where(filter.ToPredicate<Row>()).Select(row => row.Id)));
    }

    [Fact]
    public async Task Orders_are_by_the_declared_types()
    {
        await using var context = new RowContext(Database(server));
        foreach (var (sort, expected) in new[]
        {
            ("short", "2 1"), ("-price", "2 1"), ("at", "1 2"), ("-span", "2 1"), ("clock", "2 1"), ("local", "1 2"),
        })
        {
            var page = await context.Rows.ToPageAsync(FindQuery.Parse($$"""{"sort":"{{sort}}","limit":1}"""), cancellationToken: TestContext.Current.CancellationToken);
            var next = await context.Rows.ToPageAsync(FindQuery.Parse($$"""{"sort":"{{sort}}","limit":1}""") with { After = page.Next }, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal($"{sort}: {expected}", $"{sort}: {page.Items[0].Id} {next.Items[0].Id}");
        }
    }

    private static readonly Lock Gate = new();
    private static string? _database;

    /// <summary>One database for all of the class.</summary>
    private static string Database(PostgresServer server)
    {
        lock (Gate)
        {
            if (_database is null)
            {
                var connection = server.CreateDatabase();
                using var context = new RowContext(connection);
                context.Database.EnsureCreated();
                context.AddRange(Rows);
                context.SaveChanges();
                _database = connection;
            }

            return _database;
        }
    }

    internal enum Mood
    {
        Happy,
        Sad,
    }

    internal sealed class Row
    {
        public int Id { get; set; }

        public string Short { get; set; } = string.Empty;

        public decimal Price { get; set; }

        public DateTime At { get; set; }

        public DateTime Local { get; set; }

        public TimeSpan Span { get; set; }

        public TimeOnly Clock { get; set; }

        public Mood Mood { get; set; }

        public Mood? NMood { get; set; }

        public List<Mood> Moods { get; set; } = [];

        public Mood Upper { get; set; }
    }

    private sealed class RowContext(string connection) : DbContext
    {
        public DbSet<Row> Rows => Set<Row>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseNpgsql(connection, npgsql => npgsql.MapEnum<Mood>("mood")).UseMongoQueries();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var row = modelBuilder.Entity<Row>();
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Short).HasMaxLength(10);
            row.Property(r => r.Price).HasPrecision(18, 2);
            row.Property(r => r.At).HasPrecision(3);
            row.Property(r => r.Local)
                .HasColumnType("timestamp(3) without time zone")
                .HasConversion(value => DateTime.SpecifyKind(value, DateTimeKind.Unspecified), value => value);
            row.Property(r => r.Span).HasPrecision(3);
            row.Property(r => r.Clock).HasPrecision(3);
            row.Property(r => r.Upper)
                .HasConversion(mood => mood.ToString().ToUpperInvariant(), text => Enum.Parse<Mood>(text, true))
                .HasMaxLength(8);
        }
    }
}
