#pragma warning disable EF1001 // EF Core has no public name for the options of a provider.
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Sqlite.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>Brings our translators into EF Core's services. It has no state, so that all contexts share one set of services.</summary>
internal sealed class MongoQueryOptionsExtension : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkRelationalServicesBuilder(services)
            .TryAdd<IMethodCallTranslatorPlugin, MongoQueryTranslatorPlugin>()
            .TryAdd<IMemberTranslatorPlugin, UtcTranslator>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, QueryValueMappings>();

        // Providers add what is not there yet, so that this holds whichever comes first.
        services.RemoveAll<IQuerySqlGeneratorFactory>();
        services.AddScoped<IQuerySqlGeneratorFactory, BalancedSqlGeneratorFactory>();
        services.AddSingleton<IInterceptor, FunctionRegistrar>();
        services.AddSingleton<IInterceptor, DocumentExpressionRewriter>();
    }

    public void Validate(IDbContextOptions options)
    {
        if (options.Extensions.FirstOrDefault(extension => extension.Info.IsDatabaseProvider) is { } provider and not SqliteOptionsExtension)
        {
            throw new InvalidOperationException(
                $"UseMongoQueries is for UseSqlite, and this context uses {provider.Info.LogFragment.Trim()}. Leave it out: filters by equality, by numbers and by dates need "
                + "no registration on any provider; patterns, the order of strings and dict fields are translated for SQLite only.");
        }

        if (options.FindExtension<CoreOptionsExtension>()?.InternalServiceProvider is { } services && !services.GetServices<IInterceptor>().OfType<FunctionRegistrar>().Any())
        {
            throw new InvalidOperationException(
                "UseMongoQueries adds services to those of EF Core, and the provider given by UseInternalServiceProvider does not have them. Leave UseInternalServiceProvider out.");
        }
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using MongoQueries ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["TaskDbLinq:MongoQueries"] = "1";
    }
}
