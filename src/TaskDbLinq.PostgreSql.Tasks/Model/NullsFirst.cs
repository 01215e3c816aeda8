#pragma warning disable EF1001 // Npgsql has no public name for the order of nulls.
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query.Internal;

namespace TaskDbLinq.PostgreSql.Tasks.Model;

/// <summary>
/// <c>{ OrderBy(t => t.Started) } => ORDER BY t.started NULLS FIRST</c>: null comes before every value, as in C# and in MongoDB.
/// </summary>
internal sealed class NullsFirst(
    QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource mappings, INpgsqlSingletonOptions options)
    : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() =>
        new NpgsqlQuerySqlGenerator(dependencies, mappings, reverseNullOrderingEnabled: true, options.PostgresVersion);
}
