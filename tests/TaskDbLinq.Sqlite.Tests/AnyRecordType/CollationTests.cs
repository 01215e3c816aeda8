using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>A column's collation decides what the user's own comparisons find, and nothing that a filter asks for.</summary>
public sealed class CollationTests
{
    [Theory]
    [InlineData("""{"name":"a"}""", "2")]
    [InlineData("""{"name":{"$ne":"a"}}""", "1 3 4 5")]
    [InlineData("""{"name":{"$in":["A","b "]}}""", "1 4")]
    [InlineData("""{"name":{"$nin":["A",null]}}""", "2 3 4")]
    [InlineData("""{"name":{"$gt":"B"}}""", "2 4")]
    [InlineData("""{"name":{"$lte":"B"}}""", "1 3")]
    [InlineData("""{"name":null}""", "5")]
    [InlineData("""{"name":{"$regex":"^A"}}""", "1")]
    [InlineData("""{"tags":"x"}""", "2")]
    [InlineData("""{"trimmed":"b"}""", "3")]
    [InlineData("""{"data.n":1}""", "1")]
    [InlineData("""{"data.n":{"$ne":"a"}}""", "1 3 4 5")]
    public void A_filter_compares_by_code_points(string filter, string expected)
    {
        using var context = Rows();
        var query = Filter.Parse(filter);
        var rows = context.Set<Row>().Where(query.ToExpression<Row>()).Select(row => row.Id).ToList();
        Assert.Equal(expected, string.Join(' ', rows.Order()));
        Assert.Equal(expected, string.Join(' ', context.Set<Row>().AsEnumerable().Where(query.ToPredicate<Row>()).Select(row => row.Id)));
    }

    [Fact]
    public void Order_is_by_code_points_and_own_comparisons_are_the_columns()
    {
        using var context = Rows();
        Assert.Equal("5 1 3 2 4", string.Join(' ', context.Set<Row>().FindBy(FindQuery.Parse("""{"sort": {"name": 1}}""")).Select(row => row.Id)));
        Assert.Equal("1 2", string.Join(' ', context.Set<Row>().Where(row => row.Name == "a").Select(row => row.Id)));
        var other = "a";
        Assert.Equal("1 2", string.Join(' ', context.Set<Row>().Where(row => row.Name == other).Select(row => row.Id)));
    }

    private static CollationContext Rows()
    {
        var context = new CollationContext();
        context.Database.OpenConnection();
        context.Database.EnsureCreated();
        context.AddRange(
            new Row { Id = 1, Name = "A", Trimmed = "B", Data = Document.Of(("n", 1)) },
            new Row { Id = 2, Name = "a", Tags = ["x"], Data = Document.Of(("n", "a")) },
            new Row { Id = 3, Name = "B", Tags = ["X"], Trimmed = "b" }, new Row { Id = 4, Name = "b ", Trimmed = "b " }, new Row
            {
                Id = 5,
            });
        context.SaveChanges();
        context.ChangeTracker.Clear();
        return context;
    }

    private sealed class Row
    {
        public int Id { get; set; }

        public string? Name { get; set; }

        public string? Trimmed { get; set; }

        public Document? Data { get; set; }

        public List<string> Tags { get; set; } = [];
    }

    private sealed class CollationContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite("Data Source=:memory:").UseMongoQueries();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Row>().Property(row => row.Id).ValueGeneratedNever();
            modelBuilder.Entity<Row>().Property(row => row.Name).UseCollation("NOCASE");
            modelBuilder.Entity<Row>().Property(row => row.Trimmed).UseCollation("RTRIM");
        }
    }
}
