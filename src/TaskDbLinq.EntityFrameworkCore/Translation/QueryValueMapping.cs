using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>A type whose values go into parameters as text.</summary>
internal sealed class QueryValueMapping : RelationalTypeMapping
{
    public QueryValueMapping(Type type, ValueConverter converter, string storeType = "TEXT")
        : base(new RelationalTypeMappingParameters(
            new CoreTypeMappingParameters(type, converter), storeType, dbType: System.Data.DbType.String))
    {
    }

    private QueryValueMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new QueryValueMapping(parameters);

    protected override string GenerateNonNullSqlLiteral(object value) =>
        $"'{((string)value).Replace("'", "''", StringComparison.Ordinal)}'";
}
