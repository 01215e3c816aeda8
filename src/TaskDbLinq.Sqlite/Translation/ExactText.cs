using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ ExactText.Of(v) } => v COLLATE BINARY</c> for a column that has another collation, such as <c>NOCASE</c>, which finds different
/// strings equal; any other column stays as it is.
/// </summary>
/// <seealso href="https://www.sqlite.org/datatype3.html#collating_sequences"/>
internal sealed class ExactText : IMethodCallTranslator
{
    private const string CodePoints = "BINARY";

    private static readonly MethodInfo Marker = ((Func<string?, string?>)Of).Method;

    /// <summary>Returns the string as a call that is translated; it is never run.</summary>
    public static System.Linq.Expressions.Expression Call(System.Linq.Expressions.Expression text) =>
        System.Linq.Expressions.Expression.Call(Marker, text);

    /// <summary>Returns the value as it is compared by code point.</summary>
    public static SqlExpression Column(SqlExpression value) =>
        CollationConvention.Of(value) is null or CodePoints ? value : new CollateExpression(value, CodePoints);

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) => method == Marker ? Column(arguments[0]) : null;

    private static string? Of(string? text) => text;
}
