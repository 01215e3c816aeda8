using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>How the values of a query that are no column's values become parameters: as text.</summary>
internal sealed class QueryValueMappings : IRelationalTypeMappingSourcePlugin
{
    private static readonly RelationalTypeMapping ConditionMapping = new QueryValueMapping(
        typeof(Condition), new ValueConverter<Condition, string>(condition => ConditionText.Write(condition), text => Unreadable<Condition>(text)));

    private static readonly RelationalTypeMapping PatternMapping = new QueryValueMapping(
        typeof(Pattern), new ValueConverter<Pattern, string>(pattern => pattern.ToString(), text => Unreadable<Pattern>(text)));

    private static readonly RelationalTypeMapping DocumentMapping = new QueryValueMapping(
        typeof(DocumentValue), new ValueConverter<DocumentValue, string>(value => DocumentJson.WriteStored(value), text => DocumentJson.ParseStored(text)));

    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo) =>
        mappingInfo.ClrType == typeof(Condition) ? ConditionMapping
        : mappingInfo.ClrType == typeof(Pattern) ? PatternMapping
        : typeof(DocumentValue).IsAssignableFrom(mappingInfo.ClrType) ? DocumentMapping
        : null;

    private static T Unreadable<T>(string text) => throw new NotSupportedException($"'{text}' is a query's value, not a column's.");
}
