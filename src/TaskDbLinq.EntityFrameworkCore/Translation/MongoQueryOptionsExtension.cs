using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>
/// Brings a provider's translators into EF Core's services. It has no state, so that all contexts share one set of services.
/// </summary>
internal sealed class MongoQueryOptionsExtension(ProviderQueries queries) : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    private ProviderQueries Queries { get; } = queries;

    public void ApplyServices(IServiceCollection services) => Queries.AddServices(services);

    public void Validate(IDbContextOptions options)
    {
        KnownProviders.Check(options, Queries);
        if (options.FindExtension<CoreOptionsExtension>()?.InternalServiceProvider is { } services
            && !services.GetServices<IInterceptor>().OfType<QueryRewriting>().Any())
        {
            throw new InvalidOperationException(
                "UseMongoQueries adds services to those of EF Core, and the provider given by UseInternalServiceProvider does not have "
                    + "them. Leave UseInternalServiceProvider out.");
        }
    }

    private sealed class ExtensionInfo(MongoQueryOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using MongoQueries ";

        private Type Queries => extension.Queries.GetType();

        public override int GetServiceProviderHashCode() => Queries.GetHashCode();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo info
            && info.Queries == Queries;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["TaskDbLinq:MongoQueries"] = Queries.Name;
    }
}
