using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>$type</c> by <c>json_type</c>, which knows no widths and none of the types that are kept as objects.</summary>
internal sealed class NativeTypeTest(ISqlExpressionFactory sql, JsonPlace value)
{
    /// <summary>What no object stands for; all others may be written as one, such as <c>{"$date": …}</c>.</summary>
    private static readonly HashSet<DocumentKind> NoObjects =
        [DocumentKind.String, DocumentKind.Boolean, DocumentKind.Null, DocumentKind.Array];

    public SqlExpression Of(IReadOnlySet<DocumentKind> kinds)
    {
        return value.ByType([
            When(JsonPlace.Text, DocumentKind.String),
            When(JsonPlace.True, DocumentKind.Boolean),
            When(JsonPlace.False, DocumentKind.Boolean),
            When(JsonPlace.Real, DocumentKind.Double),
            value.When(JsonPlace.Integer, OfInteger(kinds.Contains(DocumentKind.Int32), kinds.Contains(DocumentKind.Int64))),
            value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(kinds.Contains(DocumentKind.Null)))),
            .. kinds.IsSubsetOf(NoObjects) ? value.Never(JsonPlace.Object) : []]);

        CaseWhenClause When(string type, DocumentKind kind) => value.When(type, sql.Constant(kinds.Contains(kind)));
    }

    /// <summary>A whole number that SQLite keeps as one fits 64 bits; others are doubles to us, and left open.</summary>
    private SqlExpression OfInteger(bool narrow, bool wide)
    {
        var number = value.As<long>();
        var fits32 = sql.AndAlso(sql.GreaterThanOrEqual(number, sql.Constant((long)int.MinValue)),
            sql.LessThanOrEqual(number, sql.Constant((long)int.MaxValue)));
        var result = narrow == wide ? sql.Constant(narrow) : narrow ? fits32 : sql.Not(fits32);
        return sql.Case(
            [new CaseWhenClause(sql.Equal(value.StorageOf(number), sql.Constant(JsonPlace.Integer)), result)], elseResult: null);
    }
}
