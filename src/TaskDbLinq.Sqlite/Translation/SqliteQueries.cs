using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// SQLite's translations: what its own SQL can say, and our functions for the rest. It is created by its name, by <c>UseMongoQueries</c>.
/// </summary>
internal sealed class SqliteQueries : ProviderQueries
{
    public override string Provider => "Microsoft.EntityFrameworkCore.Sqlite";

    public override void AddServices(IServiceCollection services)
    {
        new EntityFrameworkRelationalServicesBuilder(services)
            .TryAdd<IMethodCallTranslatorPlugin, MongoQueryTranslatorPlugin>()
            .TryAdd<IMemberTranslatorPlugin, UtcTranslator>()
            .TryAdd<IMemberTranslatorPlugin, UtcDayTranslator>()
            .TryAdd<IConventionSetPlugin, CollationConvention>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, QueryValueMappings>();

        // Providers add what is not there yet, so that this holds whichever comes first.
        services.RemoveAll<IQuerySqlGeneratorFactory>();
        services.AddScoped<IQuerySqlGeneratorFactory, BalancedSqlGeneratorFactory>();
        OwnCommands.Add<FunctionCommands>(services);
        services.AddSingleton<IInterceptor, DocumentExpressionRewriter>();
    }
}
