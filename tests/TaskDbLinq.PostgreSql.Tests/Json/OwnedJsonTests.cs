using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>
/// Owned objects and lists that EF Core keeps as JSON (<c>ToJson</c>), with lists of scalars in them: the answers were written by hand.
/// </summary>
public sealed class OwnedJsonTests(PostgresServer server)
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Order[] Orders =
    [
        new()
        {
            Id = 1,
            To = new() { City = "Rome", Zip = 100, At = Noon, Price = 9.5m, Ratio = 0.5, Tags = ["x", "y"], Place = new() { Code = "it" } },
            Lines = [new() { Sku = "a", Count = 5, Marks = [1, 2] }, new() { Sku = "b", Count = 9 }],
        },
        new()
        {
            Id = 2,
            To = new() { City = "\uFFFF", Zip = -1, At = Noon.AddHours(1), Price = 10m, Ratio = 2, Tags = [], Place = null },
            Lines = [],
        },
        new()
        {
            Id = 3,
            To = new()
            {
                City = "\U0001F600",
                Zip = null,
                At = null,
                Price = -1,
                Ratio = -0.5,
                Tags = ["z"],
                Place = new() { Code = null },
            },
            Lines = [new() { Sku = "a", Count = -7 }],
        },
        new() { Id = 4, To = null, Lines = [new() { Sku = "c", Count = 1, Marks = [7] }] },
    ];

    [Theory]
    [InlineData("""{"to.city":"Rome"}""", "1")]
    [InlineData("""{"to.city":{"$gt":"Rome"}}""", "2 3")]
    [InlineData("""{"to.city":{"$gt":"\uffff"}}""", "3")]
    [InlineData("""{"to.city":null}""", "4")]
    [InlineData("""{"to.city":{"$ne":"Rome"}}""", "2 3 4")]
    [InlineData("""{"to.city":{"$in":["Rome",null]}}""", "1 4")]
    [InlineData("""{"to.city":{"$regex":"^r","$options":"i"}}""", "1")]
    [InlineData("""{"to.zip":{"$gte":-1}}""", "1 2")]
    [InlineData("""{"to.zip":{"$not":{"$gt":0}}}""", "2 3 4")]
    [InlineData("""{"to.zip":{"$mod":[50,0]}}""", "1")]
    [InlineData("""{"to.zip":{"$exists":false}}""", "3 4")]
    [InlineData("""{"to.price":{"$lt":9.75}}""", "1 3")]
    [InlineData("""{"to.ratio":{"$gt":0.25}}""", "1 2")]
    [InlineData("""{"to.ratio":0.5}""", "1")]
    [InlineData("""{"to.at":{"$gt":"2026-11-28T12:00:00Z"}}""", "2")]
    [InlineData("""{"to.at":"2026-11-28T12:00:00Z"}""", "1")]
    [InlineData("""{"to.tags":"x"}""", "1")]
    [InlineData("""{"to.tags":{"$size":0}}""", "2")]
    [InlineData("""{"to.tags":{"$gt":"x"}}""", "1 3")]
    [InlineData("""{"to.tags":{"$all":["x","y"]}}""", "1")]
    [InlineData("""{"to.place.code":"it"}""", "1")]
    [InlineData("""{"to.place.code":null}""", "2 3 4")]
    [InlineData("""{"to":null}""", "4")]
    [InlineData("""{"lines.sku":"a"}""", "1 3")]
    [InlineData("""{"lines.sku":{"$ne":"a"}}""", "2 4")]
    [InlineData("""{"lines":{"$size":2}}""", "1")]
    [InlineData("""{"lines":{"$elemMatch":{"sku":"a","count":{"$gt":0}}}}""", "1")]
    [InlineData("""{"lines.count":{"$mod":[4,-3]}}""", "3")]
    [InlineData("""{"lines.marks":{"$gte":2}}""", "1 4")]
    [InlineData("""{"lines.sku":{"$in":["c","zz"]}}""", "4")]
    public void Answers_are_those_that_were_written_by_hand(string text, string expected)
    {
        var filter = Filter.Parse(text);
        Assert.Equal(
            $"memory {expected}", $"memory {string.Join(' ', Orders.Where(filter.ToPredicate<Order>()).Select(order => order.Id))}");
        foreach (var context in Contexts(server))
        {
            var found = context.Orders.Where(filter.ToExpression<Order>()).Select(order => order.Id).ToList().Order();
            Assert.Equal($"{context.Database.ProviderName} {expected}", $"{context.Database.ProviderName} {string.Join(' ', found)}");
        }
    }

    private static readonly Lock Gate = new();
    private static OrderContext[]? _contexts;

    /// <summary>One database of each provider for all of the class.</summary>
    private static OrderContext[] Contexts(PostgresServer server)
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
                    context.AddRange(Orders);
                    context.SaveChanges();
                    context.ChangeTracker.Clear();
                }
            }

            return _contexts;
        }
    }

    internal sealed class Order
    {
        public int Id { get; set; }

        public Address? To { get; set; }

        public List<Line> Lines { get; set; } = [];
    }

    internal sealed class Address
    {
        public string City { get; set; } = string.Empty;

        public int? Zip { get; set; }

        public DateTime? At { get; set; }

        public decimal Price { get; set; }

        public double Ratio { get; set; }

        public List<string> Tags { get; set; } = [];

        public Place? Place { get; set; }
    }

    internal sealed class Place
    {
        public string? Code { get; set; }
    }

    internal sealed class Line
    {
        public string Sku { get; set; } = string.Empty;

        public int Count { get; set; }

        public List<int> Marks { get; set; } = [];
    }

    private sealed class OrderContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var order = modelBuilder.Entity<Order>();
            order.Property(o => o.Id).ValueGeneratedNever();
            order.OwnsOne(o => o.To, to => to.ToJson().OwnsOne(t => t.Place));
            order.OwnsMany(o => o.Lines, line => line.ToJson());
        }
    }
}
