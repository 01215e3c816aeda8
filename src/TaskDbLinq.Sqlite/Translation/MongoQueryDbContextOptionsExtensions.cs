using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TaskDbLinq.Sqlite.Translation;

namespace TaskDbLinq;

/// <summary>Lets any EF Core SQLite context run the predicates that <see cref="Filter"/> builds.</summary>
public static class MongoQueryDbContextOptionsExtensions
{
    /// <summary>
    /// Adds the translations of string order by code point, of patterns and of dict fields; call it after
    /// <c>UseSqlite</c>. Comparisons for equality, of numbers and of dates need none.
    /// </summary>
    public static DbContextOptionsBuilder UseMongoQueries(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new MongoQueryOptionsExtension());
        return options;
    }

    /// <summary>The same for the options of one context type, which the returned builder keeps.</summary>
    /// <inheritdoc cref="UseMongoQueries(DbContextOptionsBuilder)"/>
    public static DbContextOptionsBuilder<TContext> UseMongoQueries<TContext>(this DbContextOptionsBuilder<TContext> options)
        where TContext : DbContext
    {
        ((DbContextOptionsBuilder)options).UseMongoQueries();
        return options;
    }
}
