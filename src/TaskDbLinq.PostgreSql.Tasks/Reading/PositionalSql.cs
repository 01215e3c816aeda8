using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>
/// SQL whose parameters have places instead of names, as the server takes it. Npgsql takes names, too, but looks for them in the SQL of
/// each command anew, which takes it longer than to read a task.
/// </summary>
internal static partial class PositionalSql
{
    /// <summary>
    /// <c>{ WHERE t.started >= @Operand AND t.queue = @Operand0 } => { WHERE t.started >= $1 AND t.queue = $2 }</c>. What is quoted stays
    /// as it is.
    /// </summary>
    /// <param name="sql">The SQL, as EF Core writes it.</param>
    /// <param name="names">The names of its parameters, in the order in which a command has them.</param>
    public static string Of(string sql, IReadOnlyList<string> names)
    {
        var places = names.Select((name, at) => (Name: name, Place: string.Create(CultureInfo.InvariantCulture, $"${at + 1}")))
            .ToDictionary(item => item.Name, item => item.Place, StringComparer.Ordinal);
        return QuotedOrName().Replace(sql, found => places.GetValueOrDefault(found.Value, found.Value));
    }

    /// <summary>
    /// A string, of which one with an E may have a backslash before a quote; a name of a table or column; or that of a parameter.
    /// </summary>
    [GeneratedRegex("""\bE'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|@\w+""", RegexOptions.Singleline)]
    private static partial Regex QuotedOrName();
}
