using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.PostgreSql.Translation;

namespace TaskDbLinq.PostgreSql.Tasks.Model;

/// <summary>
/// Leaves in a <see cref="TaskContext"/> what EF Core makes its command of: the SQL, and how each parameter is typed and converted. It can
/// then be run again with other values.
/// </summary>
internal sealed class CommandTemplates(RelationalCommandBuilderDependencies dependencies) : OwnCommands(dependencies)
{
    protected override RelationalCommand CreateCommand() => new Template(Dependencies);

    private sealed class Template(RelationalCommandBuilderDependencies dependencies) : CheckedCommand(dependencies)
    {
        public override DbCommand CreateDbCommand(
            RelationalCommandParameterObject parameterObject, Guid commandId, DbCommandMethod commandMethod)
        {
            ((TaskContext)parameterObject.Connection.Context).Template =
                new CommandTemplate(CommandText, Parameters, parameterObject.ParameterValues!);
            return base.CreateDbCommand(parameterObject, commandId, commandMethod);
        }
    }
}

/// <summary>What EF Core made a command of.</summary>
/// <param name="Sql">The SQL.</param>
/// <param name="Parameters">Its parameters, each with the mapping that types and converts its value.</param>
/// <param name="Values">The values of a query, by the parameters' invariant names.</param>
internal sealed record CommandTemplate(
    string Sql, IReadOnlyList<IRelationalParameter> Parameters, IReadOnlyDictionary<string, object?> Values);
