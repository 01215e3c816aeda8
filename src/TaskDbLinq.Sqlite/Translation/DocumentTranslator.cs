using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ t.Header["a"]["b"] } => taskdb_item(header, '["a","b"]')</c>,
/// <c>{ DocumentOperators.GreaterThan(a, b) } => taskdb_compare('GreaterThan', a, b)</c>, for <c>Equal</c> only where
/// SQLite's own functions can't tell,
/// <c>{ DocumentOperators.ToText(a) } => taskdb_cast('ToText', a)</c>
/// </summary>
internal sealed class DocumentTranslator(
    ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings, UniqueNames unique) : IMethodCallTranslator
{
    private readonly NativeTextEquality _equality = new(sql, unique);

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.Name == "get_Item" && instance is not null && typeof(DocumentValue).IsAssignableFrom(method.DeclaringType))
        {
            return Item(instance, arguments[0]);
        }

        if (method.DeclaringType != typeof(DocumentOperators))
        {
            return null;
        }

        return arguments.Count == 2
            ? Comparison(method.Name, Mapped(arguments[0]), Mapped(arguments[1]))
            : sql.Function(
                DocumentFunctions.Cast,
                [sql.Constant(method.Name), Mapped(arguments[0])],
                nullable: true,
                argumentsPropagateNullability: [false, false],
                method.ReturnType);
    }

    private SqlExpression Comparison(string name, SqlExpression first, SqlExpression second)
    {
        var (left, right) = (AsJson(first), AsJson(second));
        var compare = sql.Function(
            DocumentFunctions.Compare,
            [sql.Constant(name), left, right],
            nullable: false,
            argumentsPropagateNullability: [false, false, false],
            typeof(bool));
        var isOfDocuments = left == first && right == second;
        return name == nameof(DocumentOperators.Equal) && isOfDocuments && _equality.Of(left, right) is { } native
            ? sql.Coalesce(native, compare)
            : compare;
    }

    /// <summary>Indexes that follow each other are one call, so that the document is parsed once.</summary>
    private SqlExpression? Item(SqlExpression instance, SqlExpression index)
    {
        if (index is not SqlConstantExpression { Value: string or int } step)
        {
            return null;
        }

        var text = DocumentJson.WritePlain(step.Value is string name ? name : (int)step.Value);
        var (document, path) = instance is SqlFunctionExpression
        {
            Name: DocumentFunctions.Item,
            Arguments: [var inner, SqlConstantExpression { Value: string before }]
        }
            ? (inner, $"{before[..^1]},{text}]")
            : (instance, $"[{text}]");
        return sql.Function(
            DocumentFunctions.Item,
            [document, sql.Constant(path)],
            nullable: true,
            argumentsPropagateNullability: [false, false],
            typeof(DocumentValue),
            mappings.FindMapping(typeof(DocumentValue)));
    }

    /// <summary><c>{ label } => json_quote(label)</c>: a text column is no JSON.</summary>
    private SqlExpression AsJson(SqlExpression value)
    {
        var column = value is SqlUnaryExpression { Operand: var inner } ? inner : value;
        return column is ColumnExpression { TypeMapping.ClrType: var type } && type == typeof(string)
            ? sql.Function("json_quote", [column], nullable: true, argumentsPropagateNullability: [false], type, column.TypeMapping)
            : value;
    }

    private SqlExpression Mapped(SqlExpression value) =>
        value.TypeMapping is null ? sql.ApplyTypeMapping(value, mappings.FindMapping(typeof(DocumentValue))) : value;
}
