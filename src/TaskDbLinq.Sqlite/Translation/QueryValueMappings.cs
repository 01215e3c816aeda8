using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// How the values of a query that are no column's values become parameters: what SQLite compares with as JSON, and what our
/// functions get, conditions and patterns, as a number.
/// </summary>
internal sealed class QueryValueMappings : IRelationalTypeMappingSourcePlugin
{
    private const string TextColumn = "TEXT";

    private static readonly RelationalTypeMapping ConditionMapping = Numbered<Condition>();

    private static readonly RelationalTypeMapping PatternMapping = Numbered<Pattern>();

    private static readonly RelationalTypeMapping OperandMapping = new QueryValueMapping(
        typeof(DictOperand),
        new ValueConverter<DictOperand, string>(operand => DocumentJson.Write(operand.Value), text => Unreadable<DictOperand>(text)));

    private static readonly RelationalTypeMapping DocumentMapping = new QueryValueMapping(
        typeof(DocumentValue),
        new ValueConverter<DocumentValue, string>(value => DocumentJson.WriteStored(value), text => DocumentJson.ParseStored(text)));

    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo) =>
        mappingInfo.ClrType == typeof(Condition) ? ConditionMapping
        : mappingInfo.ClrType == typeof(Pattern) ? PatternMapping
        : mappingInfo.ClrType == typeof(DictOperand) ? OperandMapping
        : mappingInfo is { ClrType: { } type, StoreTypeName: null or TextColumn }
            && JsonColumn.Of(type, DocumentJson.WriteStored) is { } column
            ? new JsonColumnMapping(type, column, TextColumn)
        : typeof(DocumentValue).IsAssignableFrom(mappingInfo.ClrType) ? DocumentMapping
        : null;

    private static NumberedValueMapping Numbered<T>()
        where T : class =>
        new(typeof(T), new ValueConverter<T, long>(value => NumberedValues.NumberOf(value), number => NumberedValues.Find<T>(number)));

    private static T Unreadable<T>(string text) => throw new NotSupportedException($"'{text}' is a query's value, not a column's.");
}
