using System.Globalization;
using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.EntityFrameworkCore.Linq;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Linq;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>
/// Makes the plan of a shape of LINQ query: EF Core translates it once, and its SQL then runs with the values of each query.
/// </summary>
/// <param name="provider">The provider whose tasks are asked.</param>
/// <param name="layout">The file's layout.</param>
internal sealed class LinqPlanner(TaskQueryProvider provider, FileLayout layout)
{
    /// <summary>
    /// Returns the plan of a query's shape; null where this query does not tell it, since two of its values are equal and EF
    /// Core's parameters are told apart by their values.
    /// </summary>
    /// <typeparam name="T">The type of the elements, or of the one answer.</typeparam>
    public LinqPlan? Plan<T>(Expression query, ShapeReader read)
    {
        var values = read.Values;
        if (values.Where(value => value.Boxed is not null).CountBy(value => value.Boxed!).Any(pair => pair.Value > 1)
            || !Array.TrueForAll(values, LinqPlan.FindsByEquality))
        {
            return null;
        }

        if (OrdinalCalls.AreIn(query) || values.Any(value => value.Boxed is IQueryable))
        {
            return LinqPlan.ByEntityFramework;
        }

        if (LinqParts.Of(new Lifting(read).Visit(BalancedLogic.Rewrite(query))!, provider.IsRoot) is not { } parts
            || FieldProjection.Of(parts.Selector, values) is not { } projection)
        {
            return LinqPlan.ByEntityFramework;
        }

        try
        {
            return Translate<T>(parts, projection, values);
        }
        catch (InvalidOperationException)
        {
            // EF Core can't translate it in this form, or not at all: it says so when it runs the query itself.
            return LinqPlan.ByEntityFramework;
        }
    }

    private LinqPlan Translate<T>(LinqParts parts, FieldProjection projection, Captured[] values)
    {
        using var context = layout.CreateContext();
        var tasks = context.Tasks.AsQueryable().Provider.CreateQuery<TaskRecord>(TaskRoots.Bind(parts.Source, provider, context));
        tasks = parts.Ending switch
        {
            LinqEnding.First or LinqEnding.FirstOrDefault => tasks.Take(1),
            LinqEnding.Single or LinqEnding.SingleOrDefault => tasks.Take(2),
            _ => tasks,
        };
        var countsOnly = parts.Ending is LinqEnding.Any or LinqEnding.Count or LinqEnding.LongCount;
        using var command = (SqliteCommand)(countsOnly
            ? tasks.Select(task => 1).CreateDbCommand()
            : TaskRows.Select(tasks, projection.Fields).CreateDbCommand());
        var inTree = CapturedCollector.InOrder(tasks.Expression);
        var parameters = command.Parameters.Cast<SqliteParameter>().Select(parameter => Source(parameter, inTree, values)).ToArray();
        if (Array.IndexOf(parameters, null) >= 0)
        {
            return LinqPlan.ByEntityFramework;
        }

        var statement = new LinqStatement(Wrap(command.CommandText, parts.Ending), parameters!);
        return parts.Ending switch
        {
            LinqEnding.Any => new LinqPlan<bool>(statement, parts.Ending, 0, static (row, _, _) => Number(row) != 0),
            LinqEnding.Count => new LinqPlan<int>(statement, parts.Ending, 0, static (row, _, _) => checked((int)Number(row))),
            LinqEnding.LongCount => new LinqPlan<long>(statement, parts.Ending, 0, static (row, _, _) => Number(row)),
            _ => new LinqPlan<T>(
                statement, parts.Ending, projection.Fields.Length, Reading<T>(projection, new RowReader(projection.Fields, layout))),
        };
    }

    private static long Number(sqlite3_stmt row) => raw.sqlite3_column_int64(row, 0);

    private static Func<sqlite3_stmt, object?[], Captured[], T> Reading<T>(FieldProjection projection, RowReader rows)
    {
        var make = projection.Compile<T>();
        return (row, columns, values) => make(rows.Read(row, columns), values);
    }

    /// <summary><c>{ Any() } => SELECT EXISTS (…)</c>, <c>{ Count() } => SELECT COUNT(*) FROM (…)</c></summary>
    private static string Wrap(string sql, LinqEnding ending) => ending switch
    {
        LinqEnding.Any => $"SELECT EXISTS ({sql})",
        LinqEnding.Count or LinqEnding.LongCount => $"SELECT COUNT(*) FROM ({sql})",
        _ => sql,
    };

    /// <summary>
    /// Returns which value a parameter of EF Core's holds: by the place that its name tells, and the value must be the same.
    /// </summary>
    private static LinqParameter? Source(SqliteParameter parameter, IReadOnlyList<Captured> inTree, Captured[] values)
    {
        const string Member = nameof(Captured<int>.Operand);
        var name = parameter.ParameterName.TrimStart('@');
        if (!name.StartsWith(Member, StringComparison.Ordinal))
        {
            // The one or two rows of First and Single: everything else that a query holds was lifted out of it.
            return parameter.Value is int ? new(parameter.ParameterName, -1, parameter.Value) : null;
        }

        if (!int.TryParse(name.Length == Member.Length ? "0" : name.AsSpan(Member.Length), CultureInfo.InvariantCulture, out var place)
            || place >= inTree.Count || !ParameterSources.IsSame(inTree[place].Boxed, parameter.Value))
        {
            return null;
        }

        var index = Array.FindIndex(values, value => ReferenceEquals(value, inTree[place]));
        if (index >= 0)
        {
            return new(parameter.ParameterName, index, null);
        }

        var constant = NumberedValues.HeldBy(parameter) ?? (parameter.Value is DBNull ? null : parameter.Value);
        return constant is Condition or Pattern || SessionStatement.CanHold(constant) ? new(parameter.ParameterName, -1, constant) : null;
    }
}
