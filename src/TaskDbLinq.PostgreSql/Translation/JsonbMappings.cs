using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.PostgreSql.Conditions;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// Properties that hold JSON of any shape are <c>jsonb</c> columns, or <c>json</c> ones where the model says so; the conditions on them are
/// parameters of <c>jsonb</c>.
/// </summary>
internal sealed class JsonbMappings : IRelationalTypeMappingSourcePlugin
{
    private static readonly JsonbMapping ConditionMapping = new(
        typeof(Condition),
        new ValueConverter<Condition, string>(condition => ConditionForms.WriteJsonb(condition), text => Unreadable(text)));

    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo) =>
        mappingInfo.ClrType is not { } type
            || mappingInfo.StoreTypeName is not (null or JsonbMapping.StoreTypeName or JsonbMapping.TextStoreTypeName) ? null
        : typeof(Condition).IsAssignableFrom(type) ? ConditionMapping

        // Npgsql has its own way with what it reads without a copy.
        : type != typeof(JsonDocument) && type != typeof(JsonElement) && JsonColumn.Of(type, DocumentJson.WriteJsonb) is { } column
            ? new JsonbMapping(type, column, mappingInfo.StoreTypeName ?? JsonbMapping.StoreTypeName)
            : null;

    private static Condition Unreadable(string text) => throw new NotSupportedException($"'{text}' is a query's value, not a column's.");
}
