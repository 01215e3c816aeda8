using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using NpgsqlTypes;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// A value that goes to PostgreSQL as <c>jsonb</c>, in a column or as a parameter, or as <c>json</c>, which keeps the text.
/// </summary>
internal sealed class JsonbMapping : JsonColumnMapping
{
    public const string StoreTypeName = "jsonb";
    public const string TextStoreTypeName = "json";

    public JsonbMapping(Type type, JsonColumn column, string storeType)
        : base(type, column, storeType)
    {
    }

    public JsonbMapping(Type type, ValueConverter converter)
        : base(new RelationalTypeMappingParameters(new CoreTypeMappingParameters(type, converter), StoreTypeName))
    {
    }

    private JsonbMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new JsonbMapping(parameters);

    protected override void ConfigureParameter(DbParameter parameter) =>
        ((NpgsqlParameter)parameter).NpgsqlDbType = StoreType == TextStoreTypeName ? NpgsqlDbType.Json : NpgsqlDbType.Jsonb;

    protected override string GenerateNonNullSqlLiteral(object value) => $"{base.GenerateNonNullSqlLiteral(value)}::{StoreType}";
}
