using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>PostgreSQL's translations. It is created by its name, by <c>UseMongoQueries</c>.</summary>
internal sealed class PostgreSqlQueries : ProviderQueries
{
    public override string Provider => "Npgsql.EntityFrameworkCore.PostgreSQL";

    public override void AddServices(IServiceCollection services)
    {
        new EntityFrameworkRelationalServicesBuilder(services)
            .TryAdd<IMethodCallTranslatorPlugin, PostgreSqlTranslators>()
            .TryAdd<IMemberTranslatorPlugin, UtcTranslator>()
            .TryAdd<IMemberTranslatorPlugin, SecondTranslator>()
            .TryAdd<IConventionSetPlugin, CollationConvention>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, PatternMappings>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, JsonbMappings>();
        services.AddSingleton<IInterceptor, PostgreSqlRewriting>();
        OwnCommands.Add<CheckedCommands>(services);
    }
}

/// <summary>Rewrites queries for PostgreSQL.</summary>
internal sealed class PostgreSqlRewriting : QueryRewriting
{
    protected override QueryRewriter RewriterOf(IModel? model) => new StoreOrderRewriter(model);
}

/// <summary>The translators of the calls that a filter's predicate is made of.</summary>
internal sealed class PostgreSqlTranslators(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslatorPlugin
{
    public IEnumerable<IMethodCallTranslator> Translators { get; } =
    [
        new PathOrderTranslator(sql, mappings),
        new CodePointTranslator(sql, text => TextColumn.Ordinal(text, sql)),
        new FindOrderTranslator(
            value => value.Type == typeof(string) ? TextColumn.Ordinal(value, sql) : CharColumn.Ordinal(value, sql, mappings)),
        new PatternTranslator(sql, mappings),
        new StoreOrderTranslator(sql, mappings),
        new BitsTranslator(sql, mappings),
        new JsonbTranslator(sql, mappings),
    ];
}
