using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>The providers for which there are translations, each in a package of its own.</summary>
internal static class KnownProviders
{
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";
    private const string PostgreSql = "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>Returns the translations for the provider of a context.</summary>
    /// <exception cref="InvalidOperationException">There is no provider yet, it is not supported, or its package is not
    /// referenced.</exception>
    public static ProviderQueries QueriesOf(DbContextOptions options)
    {
        var provider = options.Extensions.FirstOrDefault(extension => extension.Info.IsDatabaseProvider)
            ?? throw new InvalidOperationException(
                "UseMongoQueries is called before the provider is named: call it after UseSqlite or UseNpgsql.");

        // The names are literals, so that trimming keeps the types.
        return AssemblyOf(provider) switch
        {
            Sqlite => Create(Type.GetType("TaskDbLinq.Sqlite.Translation.SqliteQueries, TaskDbLinq.Sqlite"), Sqlite, "TaskDbLinq.Sqlite"),
            PostgreSql => Create(
                Type.GetType("TaskDbLinq.PostgreSql.Translation.PostgreSqlQueries, TaskDbLinq.PostgreSql"), PostgreSql,
                    "TaskDbLinq.PostgreSql"),
            _ => throw Unknown(provider),
        };
    }

    /// <summary>Checks that a context still has the provider that its translations are for.</summary>
    /// <exception cref="InvalidOperationException">It has another one.</exception>
    public static void Check(IDbContextOptions options, ProviderQueries queries)
    {
        if (options.Extensions.FirstOrDefault(extension => extension.Info.IsDatabaseProvider) is { } provider
            && AssemblyOf(provider) != queries.Provider)
        {
            throw new InvalidOperationException(
                $"UseMongoQueries was called for {queries.Provider}, and this context uses {AssemblyOf(provider)}: call it after the "
                    + "last provider is named.");
        }
    }

    /// <summary>Creates a provider's translations; a type that is not there means a package that is not referenced.</summary>
    internal static ProviderQueries Create(Type? type, string provider, string package) => type is null
        ? throw new InvalidOperationException($"UseMongoQueries on {provider} needs the package {package}: reference it.")
        : (ProviderQueries)Activator.CreateInstance(type)!;

    private static InvalidOperationException Unknown(IDbContextOptionsExtension provider) => new(
        "UseMongoQueries is for UseSqlite (package TaskDbLinq.Sqlite) and UseNpgsql (package TaskDbLinq.PostgreSql), and this context "
            + $"uses {provider.Info.LogFragment.Trim()}. "
        + "Leave it out: filters by equality, by numbers and by dates need no registration on any provider; patterns and the order of "
            + "strings are refused there.");

    private static string? AssemblyOf(IDbContextOptionsExtension provider) => provider.GetType().Assembly.GetName().Name;
}
