using Microsoft.EntityFrameworkCore;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Translation;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>How the server means to run a query: it is planned, and not run.</summary>
/// <seealso href="https://www.postgresql.org/docs/current/sql-explain.html"/>
internal static class PlanText
{
    public static string Of(IQueryable<object?[]> rows)
    {
        using var command = rows.CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";
        NulCheck.Check(command);
        FiniteTimes.Apply(command);
        command.Connection!.Open();
        using var plan = command.ExecuteReader();
        var lines = new List<string>();
        while (plan.Read())
        {
            lines.Add(plan.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
