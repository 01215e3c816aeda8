using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>SQL for one shape of query, with the parameters that each query of the shape sets anew.</summary>
internal abstract partial class StatementPlan(string sql, IReadOnlyList<string> parameterNames)
{
    /// <summary>The SQL.</summary>
    public string Sql { get; } = sql;

    /// <summary>The names of the parameters, in the order in which a plan sets them.</summary>
    public IReadOnlyList<string> ParameterNames { get; } = parameterNames;

    /// <summary>Whether the SQL calls one of our functions.</summary>
    public bool CallsFunctions { get; } = ConnectionFunctions.AreCalledIn(sql);

    /// <summary>
    /// Returns what EF Core wrote with <c>{ LIMIT @p } => { LIMIT @p + 0 }</c>: SQLite plans by the value of a limit that is a parameter
    /// alone, and prepares the statement again each time that one is bound.
    /// </summary>
    public static string WithSteadyLimit(string sql) => Limit().Replace(sql, "$0 + 0");

    /// <summary>Creates a command of this plan for a connection, its values not yet set.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="around">A statement that contains the plan's SQL; null for that SQL alone.</param>
    public SqliteCommand CreateCommand(SqliteConnection connection, string? around = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = around ?? Sql;
        foreach (var name in ParameterNames)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    /// <summary>As EF Core writes it: at the start of a line.</summary>
    [GeneratedRegex(@"^ *LIMIT @\w+", RegexOptions.Multiline)]
    private static partial Regex Limit();
}
