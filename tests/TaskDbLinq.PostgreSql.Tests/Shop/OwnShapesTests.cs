using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Shop;

/// <summary>Owned and complex objects, objects kept as JSON, and arrays of every element type: filters and their complements.</summary>
public sealed class OwnShapesTests(PostgresServer server)
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Shape[] Rows =
    [
        new()
        {
            Id = 1, Owned = new() { City = "Rome", Floor = 1 }, Complex = new() { City = "Rome", Floor = 1 },
            Json = new() { City = "Rome", Floor = 1, Tags = ["a", "b"] },
            Many = [new() { City = "a", Floor = 1 }, new() { City = "b", Floor = 2 }], Times = [Noon, Noon.AddTicks(10)],
            Numbers = [1.5, double.NaN], Wholes = [1, null], Money = [1.1m, 2], Ids = [new Guid(1, 0, 0, new byte[8])],
            Kinds = [Kind.First], Days = [new(2026, 1, 1)], Letters = ['a', ' '], Flags = [true],
        },
        new()
        {
            Id = 2, Owned = new() { City = "B", Floor = -1 }, Complex = new() { City = null, Floor = 0 }, Json = null, Many = [],
            Times = [], Numbers = [double.NegativeInfinity], Wholes = [null], Money = [], Ids = [],
            Kinds = [Kind.First, Kind.Second], Days = [], Letters = ['B', '\t'], Flags = [false, true],
        },
        new()
        {
            Id = 3, Owned = null, Complex = new() { City = "z", Floor = 7 }, Json = new() { City = null, Floor = -2, Tags = [] },
            Many = [new() { City = null, Floor = 5 }], Times = [DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)],
            Numbers = [0, 5], Wholes = [3, 4], Money = [100], Ids = [Guid.Empty],
            Kinds = [], Days = [DateOnly.MaxValue], Letters = [], Flags = [],
        },
    ];

    private static readonly string[] Filters =
    [
        """{"owned":null}""", """{"owned":{"$exists":true}}""", """{"owned.city":"Rome"}""", """{"owned.city":{"$gt":"Ro"}}""", """{"owned.floor":{"$lt":1}}""", """{"owned.floor":{"$ne":1}}""", """{"owned.city":null}""", """{"owned.city":{"$in":["B",null]}}""", """{"owned.city":{"$regex":"^R"}}""",
        """{"complex.city":"Rome"}""", """{"complex.city":{"$lt":"a"}}""", """{"complex.city":null}""", """{"complex.floor":{"$in":[0,7]}}""", """{"complex.city":{"$nin":["z",null]}}""", """{"complex.city":{"$regex":"z"}}""",
        """{"json":null}""", """{"json.city":"Rome"}""", """{"json.city":{"$gt":"A"}}""", """{"json.floor":{"$gte":-2}}""", """{"json.city":null}""", """{"json.floor":{"$in":[1]}}""", """{"json.city":{"$regex":"o"}}""", """{"json.tags":"a"}""", """{"json.tags":{"$size":2}}""",
        """{"many.city":"a"}""", """{"many":{"$size":0}}""", """{"many":{"$elemMatch":{"city":"b","floor":{"$gt":1}}}}""", """{"many.city":null}""", """{"many.floor":{"$gt":4}}""", """{"many.city":{"$gte":"b"}}""",
        """{"times":"2026-11-28T12:00:00Z"}""", """{"times":{"$gt":"2026-11-28T12:00:00.0000005Z"}}""", """{"times":{"$in":["2026-11-28T12:00:00.000001Z","2026-11-28T12:00:00.0000005Z"]}}""", """{"times":{"$size":0}}""", """{"times":{"$elemMatch":{"$ne":"2026-11-28T12:00:00Z"}}}""", """{"times":{"$lt":"2026-11-28T12:00:00.0000005Z"}}""",
        """{"numbers":{"$gt":1}}""", """{"numbers":{"$numberDouble":"NaN"}}""", """{"numbers":{"$elemMatch":{"$ne":1.5}}}""", """{"numbers":{"$not":{"$gt":1}}}""", """{"numbers":{"$in":[5,{"$numberDouble":"NaN"}]}}""", """{"numbers":{"$lt":0}}""", """{"numbers":{"$gte":5}}""",
        """{"wholes":null}""", """{"wholes":{"$gt":3}}""", """{"wholes":{"$elemMatch":{"$ne":null}}}""", """{"wholes":{"$all":[3,4]}}""", """{"wholes":{"$in":[null,4]}}""", """{"wholes":{"$nin":[null]}}""", """{"wholes":{"$mod":[2,1]}}""",
        """{"money":{"$gt":1.05}}""", """{"money":1.1}""", """{"money":{"$in":[2,100]}}""", """{"ids":"00000000-0000-0000-0000-000000000000"}""", """{"ids":{"$in":["00000001-0000-0000-0000-000000000000"]}}""",
        """{"kinds":"Second"}""", """{"kinds":{"$in":["first"]}}""", """{"kinds":{"$size":2}}""", """{"days":{"$gte":"2026-01-01"}}""", """{"days":"9999-12-31"}""", """{"letters":"B"}""", """{"letters":{"$lt":"A"}}""", """{"letters":" "}""", """{"letters":{"$in":[" ","\t"]}}""", """{"flags":false}""", """{"flags":{"$size":2}}""",
        """{"owned.city":{"$in":["Rome","\u0000"]}}""",
    ];

    [Fact]
    public void Answers_are_those_of_memory()
    {
        using var context = ShapeContext.Of(server);
        foreach (var text in Filters.SelectMany(filter => new[] { filter, $$"""{"$nor":[{{filter}}]}""" }))
        {
            var filter = Filter.Parse(text);
            var expected = string.Join(' ', Rows.Where(filter.ToPredicate<Shape>()).Select(row => row.Id));
            var answer = string.Join(' ', context.Set<Shape>().Where(filter.ToExpression<Shape>()).Select(row => row.Id).ToList().Order());
            Assert.Equal($"{text}: {expected}", $"{text}: {answer}");
        }
    }

    [Theory]
    [InlineData("""{"owned.city":"a\u0000b"}""")]
    [InlineData("""{"owned.city":{"$gt":"\u0000"}}""")]
    [InlineData("""{"many.city":{"$ne":"\u0000"}}""")]
    public void A_string_that_PostgreSQL_can_not_have_is_refused_before_it_is_sent(string filter)
    {
        using var context = new ShapeContext(server.CreateDatabase());
        var query = context.Set<Shape>().Where(Filter.ToExpression<Shape>(filter));
        var refusal = Assert.Throws<QueryException>(() => query.ToList());
        Assert.Contains("has U+0000, which no string of PostgreSQL has", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("FROM", query.ToQueryString(), StringComparison.Ordinal);
    }

    internal sealed class Shape
    {
        public int Id { get; set; }

        public Place? Owned { get; set; }

        public Spot Complex { get; set; } = new();

        public JsonPlace? Json { get; set; }

        public List<Place> Many { get; set; } = [];

        public DateTime[] Times { get; set; } = [];

        public List<double> Numbers { get; set; } = [];

        public List<int?> Wholes { get; set; } = [];

        public decimal[] Money { get; set; } = [];

        public List<Guid> Ids { get; set; } = [];

        public List<Kind> Kinds { get; set; } = [];

        public DateOnly[] Days { get; set; } = [];

        public char[] Letters { get; set; } = [];

        public bool[] Flags { get; set; } = [];
    }

    internal class Place
    {
        public string? City { get; set; }

        public int Floor { get; set; }
    }

    internal sealed class JsonPlace
    {
        public string? City { get; set; }

        public int Floor { get; set; }

        public List<string> Tags { get; set; } = [];
    }

    internal sealed class Spot
    {
        public string? City { get; set; }

        public int Floor { get; set; }
    }

    internal enum Kind
    {
        First,
        Second,
    }

    private sealed class ShapeContext(string connection) : DbContext
    {
        public static ShapeContext Of(PostgresServer server)
        {
            var context = new ShapeContext(server.CreateDatabase());
            context.Database.EnsureCreated();
            context.AddRange(Rows);
            context.SaveChanges();
            context.ChangeTracker.Clear();
            return context;
        }

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseNpgsql(connection).UseMongoQueries();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var shape = modelBuilder.Entity<Shape>();
            shape.Property(row => row.Id).ValueGeneratedNever();
            shape.OwnsOne(row => row.Owned);
            shape.OwnsMany(row => row.Many);
            shape.ComplexProperty(row => row.Complex);
            shape.OwnsOne(row => row.Json).ToJson();
        }
    }
}
