using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>SQL that EF Core wrote for one shape of LINQ query, and where each of its parameters comes from.</summary>
internal sealed class LinqStatement(string sql, LinqParameter[] parameters)
    : StatementPlan(WithSteadyLimit(sql), [.. parameters.Select(parameter => parameter.Name)])
{
    /// <summary>Returns whether the values are of types that SQL does not depend on.</summary>
    public bool CanBind(Captured[] values)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Place >= 0 && !ParameterValue.IsPlain(values[parameter.Place].Boxed))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sets the values of a query of this shape.</summary>
    public void Bind(IParameterTarget target, Captured[] values)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] is { Place: >= 0 and var place })
            {
                ParameterValue.Set(target, i, values[place].Boxed);
            }
            else if (parameters[i].Constant is Condition or Pattern)
            {
                ParameterValue.Set(target, i, parameters[i].Constant);
            }
            else
            {
                target.Set(i, parameters[i].Constant, null);
            }
        }
    }
}

/// <summary>One parameter of a LINQ query's SQL.</summary>
/// <param name="Name">The name in the SQL.</param>
/// <param name="Place">Which of the query's values it holds; -1 for one that all queries of the shape have in common.</param>
/// <param name="Constant">The value that they have in common; a condition as it is, which the plan so keeps alive.</param>
internal sealed record LinqParameter(string Name, int Place, object? Constant);
