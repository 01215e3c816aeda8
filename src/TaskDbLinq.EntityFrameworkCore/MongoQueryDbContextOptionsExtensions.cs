using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq;

/// <summary>Lets any EF Core context run the predicates that <see cref="Filter"/> builds, with the answers that memory gives.</summary>
public static class MongoQueryDbContextOptionsExtensions
{
    /// <summary>
    /// Adds the translations of string order by code point, of patterns, and of what else the database answers in another way than memory.
    /// Call it after <c>UseSqlite</c> or <c>UseNpgsql</c>, and reference the package <c>TaskDbLinq.Sqlite</c> or
    /// <c>TaskDbLinq.PostgreSql</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The context has no provider yet, one that is not supported, or the provider's package is not referenced.
    /// </exception>
    public static DbContextOptionsBuilder UseMongoQueries(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.UseMongoQueries(KnownProviders.QueriesOf(options.Options));
    }

    /// <summary>The same for the options of one context type, which the returned builder keeps.</summary>
    /// <inheritdoc cref="UseMongoQueries(DbContextOptionsBuilder)"/>
    public static DbContextOptionsBuilder<TContext> UseMongoQueries<TContext>(this DbContextOptionsBuilder<TContext> options)
        where TContext : DbContext
    {
        ((DbContextOptionsBuilder)options).UseMongoQueries();
        return options;
    }

    /// <summary>Adds the translations of a known provider.</summary>
    internal static DbContextOptionsBuilder UseMongoQueries(this DbContextOptionsBuilder options, ProviderQueries queries)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new MongoQueryOptionsExtension(queries));
        return options;
    }
}
