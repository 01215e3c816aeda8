using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>
/// JSON columns behind a reference, in an optional owned object and in a list; and filters read back from their expressions.
/// </summary>
public sealed class JsonBehindReferenceTests(PostgresServer server)
{
    private static readonly Folder[] Folders =
    [
        new() { Id = 1, First = new() { Id = 1, Data = JsonDocument.Parse("""{"a": [1, 2]}"""), Doc = Document.Parse("""{"a": {"b": "x"}}""") }, Extra = new() { Name = "e", Json = JsonDocument.Parse("""{"k": "v"}""") }, Pages = [new() { Id = 7, Data = JsonDocument.Parse("""{"a": [1, 2]}"""), Doc = Document.Parse("""{"a": {"b": "x"}}""") }] },
        new() { Id = 2, Extra = new() { Name = "f" } },
        new() { Id = 3, First = new() { Id = 2 } },
    ];

    [Theory]
    [InlineData("""{"first.data.a":2}""", "1")]
    [InlineData("""{"first.data.a":{"$ne":2}}""", "2 3")]
    [InlineData("""{"first.data.a":null}""", "2 3")]
    [InlineData("""{"first.doc.a.b":{"$gt":"w"}}""", "1")]
    [InlineData("""{"first.doc.a.b":{"$exists":false}}""", "2 3")]
    [InlineData("""{"first.data":null}""", "2 3")]
    [InlineData("""{"first.doc":{"$ne":null}}""", "1")]
    [InlineData("""{"extra.json.k":"v"}""", "1")]
    [InlineData("""{"extra.json.k":{"$in":[null]}}""", "2 3")]
    [InlineData("""{"pages":{"$elemMatch":{"data.a":1}}}""", "1")]
    [InlineData("""{"pages":{"$elemMatch":{"doc.a.b":{"$type":"string"},"data.a":{"$size":2}}}}""", "1")]
    public void Answers_are_those_that_were_written_by_hand(string text, string expected)
    {
        var filter = Filter.Parse(text);
        Assert.Equal(
            $"memory {expected}", $"memory {string.Join(' ', Folders.Where(filter.ToPredicate<Folder>()).Select(folder => folder.Id))}");
        foreach (var context in Contexts(server))
        {
            var found = context.Folders.Where(filter.ToExpression<Folder>()).Select(folder => folder.Id).ToList().Order();
            Assert.Equal($"{context.Database.ProviderName} {expected}", $"{context.Database.ProviderName} {string.Join(' ', found)}");
        }
    }

    [Theory]
    [InlineData("""{"json.a.b":{"$gt":1}}""")]
    [InlineData("""{"element.a":[1]}""")]
    [InlineData("""{"fields.a":{"$elemMatch":{"b":null}}}""")]
    public void A_filter_is_read_back_from_its_expression(string text) =>
        Assert.Equal(
            text, Filter.FromExpression(Filter.ToExpression<Note>(text)).ToJson().Replace(" ", string.Empty, StringComparison.Ordinal));

    private static readonly Lock Gate = new();
    private static FolderContext[]? _contexts;

    /// <summary>One database of each provider for all of the class.</summary>
    private static FolderContext[] Contexts(PostgresServer server)
    {
        lock (Gate)
        {
            if (_contexts is null)
            {
                var connection = new SqliteConnection("Data Source=:memory:");
                connection.Open();
                _contexts =
                [
                    new(new DbContextOptionsBuilder().UseSqlite(connection).UseMongoQueries().Options),
                    new(new DbContextOptionsBuilder().UseNpgsql(server.CreateDatabase()).UseMongoQueries().Options),
                ];
                foreach (var context in _contexts)
                {
                    context.Database.EnsureCreated();
                    context.AddRange(Folders);
                    context.SaveChanges();
                    context.ChangeTracker.Clear();
                }

                _contexts[1].Database.EnsureJsonFunctions();
            }

            return _contexts;
        }
    }

    internal sealed class Folder
    {
        public int Id { get; set; }

        public Page? First { get; set; }

        public Extra? Extra { get; set; }

        public List<Page> Pages { get; set; } = [];
    }

    internal sealed class Page
    {
        public int Id { get; set; }

        public JsonDocument? Data { get; set; }

        public Document? Doc { get; set; }
    }

    internal sealed class Extra
    {
        public string Name { get; set; } = string.Empty;

        public JsonDocument? Json { get; set; }
    }

    private sealed class FolderContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Folder> Folders => Set<Folder>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Folder>().Property(folder => folder.Id).ValueGeneratedNever();
            modelBuilder.Entity<Page>().Property(page => page.Id).ValueGeneratedNever();
            modelBuilder.Entity<Folder>().HasOne(folder => folder.First).WithMany();
            modelBuilder.Entity<Folder>().HasMany(folder => folder.Pages).WithOne();
            modelBuilder.Entity<Folder>().OwnsOne(folder => folder.Extra);
        }
    }
}
