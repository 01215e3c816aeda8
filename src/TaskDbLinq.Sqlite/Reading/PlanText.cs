using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Compiling;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>A query's SQL, and SQLite's plan for it, as text for people.</summary>
/// <seealso href="https://www.sqlite.org/eqp.html"/>
internal static class PlanText
{
    private const string SqlName = "sqlite: SQL";

    public static IReadOnlyList<QueryStage> Stages(QueryPlanner planner, FileLayout layout, TaskQuery query)
    {
        QueryPlan plan;
        try
        {
            plan = planner.Plan(query);
        }
        catch (InvalidOperationException fault) when (UntranslatableQuery.Explain(fault, "SQLite") is { } refusal)
        {
            return [new QueryStage(SqlName, null, refusal.Message)];
        }

        using var connection = layout.Open();
        using var explain = plan.CreateCommand(connection, "EXPLAIN QUERY PLAN " + plan.Sql);
        plan.Bind(new CommandParameters(explain), query);
        var parameters = explain.Parameters.Cast<SqliteParameter>()
            .Select(parameter =>
                $"\n{parameter.ParameterName} = {PredicateText.Show(NumberedValues.HeldBy(parameter) ?? parameter.Value)}");
        return [new QueryStage(SqlName, plan.Sql + string.Concat(parameters)), new QueryStage("sqlite: plan", Plan(explain))];
    }

    /// <summary>The steps, each indented below the one that it belongs to.</summary>
    private static string Plan(SqliteCommand explain)
    {
        var depths = new Dictionary<long, int>();
        var lines = new List<string>();
        using var steps = explain.ExecuteReader();
        while (steps.Read())
        {
            var depth = depths.TryGetValue(steps.GetInt64(1), out var above) ? above + 1 : 0;
            depths[steps.GetInt64(0)] = depth;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', 2 * depth)}{steps.GetString(3)}"));
        }

        return string.Join('\n', lines);
    }
}
