#pragma warning disable EF1001 // Npgsql has no public name for the operators of ANY.
using System.Collections;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query.Expressions.Internal;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary><c>{ @list.Contains(v) } => v = ANY (@list)</c>: a list of any length is one parameter, an array.</summary>
internal sealed class ListTest(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
{
    public SqlExpression Of(SqlExpression list, SqlExpression value, Type type)
    {
        var unit = StoreTime.UnitOf(value, type);
        value = type == typeof(string)
            ? TextColumn.Exact(value, sql)
            : type == typeof(char) ? CharColumn.Ordinal(value, sql, mappings) : value;
        var mapping = value.TypeMapping ?? mappings.FindMapping(value.Type) ?? throw StoreRefusal.Of(value, "has no type in PostgreSQL");
        var array = sql.ApplyTypeMapping(
            list, new ListMapping(list.Type, mapping, item => NulCheck.IsIn(item) ? null : unit is null ? item : unit.InList(item)));
        return ((NpgsqlSqlExpressionFactory)sql).Any(value, array, PgAnyOperatorType.Equal);
    }

    /// <summary>A list as an array of a column's type.</summary>
    private sealed class ListMapping : RelationalTypeMapping
    {
        private readonly string _arrayType;

        /// <param name="list">The list's type.</param>
        /// <param name="item">The mapping of the column.</param>
        /// <param name="read">Reads an item; null for one that no row can hold.</param>
        public ListMapping(Type list, RelationalTypeMapping item, Func<object, object?> read)
            : base(
                new RelationalTypeMappingParameters(
                    new CoreTypeMappingParameters(list, ConverterOf(list, item, read)), $"{item.StoreTypeNameBase}[]"))
        {
            _arrayType = $"{item.StoreTypeNameBase}[]";
        }

        private ListMapping(RelationalTypeMappingParameters parameters, string arrayType)
            : base(parameters)
        {
            _arrayType = arrayType;
        }

        protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) =>
            new ListMapping(parameters, _arrayType);

        protected override void ConfigureParameter(DbParameter parameter) => ((NpgsqlParameter)parameter).DataTypeName = _arrayType;

        private static ValueConverter ConverterOf(Type list, RelationalTypeMapping item, Func<object, object?> read)
        {
            var element = item.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(item.ClrType) ?? item.ClrType;

            // An array of bytes is a bytea, and no array.
            var stored = element == typeof(byte) || element == typeof(sbyte) ? typeof(short) : element;
            return (ValueConverter)Activator.CreateInstance(
                typeof(ListConverter<,>).MakeGenericType(list, stored), (Func<object, object?>)ConvertItem, read)!;

            object? ConvertItem(object value)
            {
                var provided = item.Converter is { } converter ? converter.ConvertToProvider(value) : value;
                return stored == element ? provided : System.Convert.ChangeType(provided, stored, CultureInfo.InvariantCulture);
            }
        }
    }

    private sealed class ListConverter<TList, TElement>(Func<object, object?> convert, Func<object, object?> read)
        : ValueConverter<TList, TElement[]>(list => ToArray((IEnumerable)list!, convert, read), array => Unreadable())
    {
        private static TElement[] ToArray(IEnumerable list, Func<object, object?> convert, Func<object, object?> read) =>
            [.. list.Cast<object>().Select(read).Where(item => item is not null).Select(item => (TElement)convert(item!)!)];

        private static TList Unreadable() => throw new NotSupportedException("A list is a query's value, not a column's.");
    }
}
