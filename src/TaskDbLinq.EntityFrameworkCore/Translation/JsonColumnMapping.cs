using Microsoft.EntityFrameworkCore.Storage;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>A column of JSON.</summary>
internal class JsonColumnMapping : RelationalTypeMapping
{
    public JsonColumnMapping(Type type, JsonColumn column, string storeType)
        : base(new RelationalTypeMappingParameters(
            new CoreTypeMappingParameters(type, column.Converter, column.Comparer), storeType, dbType: System.Data.DbType.String))
    {
    }

    protected JsonColumnMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new JsonColumnMapping(parameters);

    protected override string GenerateNonNullSqlLiteral(object value) =>
        $"'{((string)value).Replace("'", "''", StringComparison.Ordinal)}'";
}
