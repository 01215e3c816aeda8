using System.Data.Common;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters;

namespace TaskDbLinq.PostgreSql.Dialect;

/// <summary>
/// Refuses a filter's string that has U+0000, before it is sent: no string of PostgreSQL has it, and none can be compared with it there.
/// </summary>
internal static class NulCheck
{
    /// <summary>Returns whether a value is one that no column can hold.</summary>
    public static bool IsIn(object? value) => value is string text ? text.Contains('\0', StringComparison.Ordinal) : value is '\0';

    /// <summary>Checks the parameters of a command.</summary>
    /// <exception cref="QueryException">A string has U+0000.</exception>
    public static void Check(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (IsIn(parameter.Value)
                && parameter.ParameterName.TrimStart('@').StartsWith(nameof(Captured<>.Operand), StringComparison.Ordinal))
            {
                throw StoreRefusal.At(
                    string.Empty,
                    $"{QueryProblem.Shown(parameter.Value!.ToString()!)} has U+0000, which no string of PostgreSQL has: "
                        + "it can't be compared there");
            }
        }
    }
}
