using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>What people's own models have that ours has not: long lists, many-to-many navigations, other providers.</summary>
public sealed class OwnModelTests
{
    [Fact]
    public void A_list_and_a_choice_of_full_length_are_answered()
    {
        using var context = ScalarContext.Of(true, ScalarEdges.Rows);
        var wanted = Enumerable.Range(0, 50_000).ToList();
        foreach (var filter in new Dictionary<string, object?>[]
        {
            new() { ["NInt"] = new Dictionary<string, object?> { ["$in"] = wanted } },
            new() { ["String"] = new Dictionary<string, object?> { ["$in"] = wanted.Select(i => i == 3 ? "aa" : $"{i}").ToList() } },
            new() { ["Decimal"] = new Dictionary<string, object?> { ["$in"] = wanted.Select(i => i / 100m).ToList() } },
            new() { ["$or"] = wanted.Take(2_500).Select(i => new Dictionary<string, object?> { ["Int"] = i }).ToList() },
        })
        {
            var query = Filter.Parse(filter);
            var expected = ScalarEdges.Rows.Where(query.ToPredicate<Scalars>()).Select(row => row.Key).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, context.Rows.Where(query.ToExpression<Scalars>()).Select(row => row.Key).ToList().Order());
        }
    }

    [Fact]
    public void A_many_to_many_navigation_is_a_list_like_any_other()
    {
        using var context = new SchoolContext();
        context.Database.OpenConnection();
        context.Database.EnsureCreated();
        var (maths, art) = (new Course { Name = "maths" }, new Course { Name = "art" });
        context.AddRange(
            new Pupil { Name = "a", Courses = [maths, art] }, new Pupil { Name = "b", Courses = [art] }, new Pupil { Name = "c" });
        context.SaveChanges();
        foreach (var (filter, expected) in new[]
        {
            ("""{"courses.name":"maths"}""", "a"),
            ("""{"courses":{"$elemMatch":{"name":"art"}}}""", "a b"),
            ("""{"courses":{"$size":2}}""", "a"),
            ("""{"courses.name":{"$ne":"maths"}}""", "b c"),
            ("""{"courses":{"$exists":true}}""", "a b c"),
        })
        {
            var query = context.Set<Pupil>().Where(Filter.ToExpression<Pupil>(filter)).Select(pupil => pupil.Name);
            Assert.Equal($"{filter}: {expected}", $"{filter}: {string.Join(' ', query.ToList().Order(StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void Another_provider_and_a_provider_of_services_are_refused_with_what_to_do()
    {
        var other = new DbContextOptionsBuilder();
        Assert.Contains(
            "call it after UseSqlite or UseNpgsql",
            Assert.Throws<InvalidOperationException>(() => other.UseMongoQueries()).Message,
            StringComparison.Ordinal);
        ((IDbContextOptionsBuilderInfrastructure)other).AddOrUpdateExtension(new OtherProvider());
        Assert.Contains(
            "UseMongoQueries is for UseSqlite (package TaskDbLinq.Sqlite) and UseNpgsql (package TaskDbLinq.PostgreSql), and this "
            + "context uses another database",
            Assert.Throws<InvalidOperationException>(() => other.UseMongoQueries()).Message,
            StringComparison.Ordinal);

        using var services = new ServiceCollection().AddEntityFrameworkSqlite().BuildServiceProvider();
        var given = new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").UseMongoQueries().UseInternalServiceProvider(services);
        Assert.Contains("Leave UseInternalServiceProvider out", Refusal(given.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_of_a_context_type_stay_its_own()
    {
        DbContextOptions<SchoolContext> options =
            new DbContextOptionsBuilder<SchoolContext>().UseSqlite("Data Source=:memory:").UseMongoQueries().Options;
        Assert.Equal(typeof(SchoolContext), options.ContextType);
    }

    private static string Refusal(DbContextOptions options) => Assert.Throws<InvalidOperationException>(() =>
    {
        using var context = new DbContext(options);
        _ = context.Model;
    }).Message;

    public sealed class Pupil
    {
        public int Id { get; set; }

        public string Name { get; set; } = string.Empty;

        public List<Course> Courses { get; set; } = [];
    }

    public sealed class Course
    {
        public int Id { get; set; }

        public string Name { get; set; } = string.Empty;

        public List<Pupil> Pupils { get; set; } = [];
    }

    public sealed class SchoolContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite("Data Source=:memory:").UseMongoQueries();

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Pupil>().HasMany(pupil => pupil.Courses).WithMany(course => course.Pupils);
    }

    /// <summary>The options of a provider that is not SQLite's.</summary>
    private sealed class OtherProvider : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new OtherInfo(this);

        public void ApplyServices(IServiceCollection services)
        {
        }

        public void Validate(IDbContextOptions options)
        {
        }

        private sealed class OtherInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
        {
            public override bool IsDatabaseProvider => true;

            public override string LogFragment => "another database ";

            public override int GetServiceProviderHashCode() => 1;

            public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is OtherInfo;

            public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            {
            }
        }
    }
}
