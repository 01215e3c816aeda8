using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// Gives a connection that EF Core uses the functions that translated queries call, before the first command that calls one. A connection
/// that has functions registers all of them anew each time it is opened, so that one that needs none is left as it is.
/// </summary>
internal sealed class FunctionCommands(RelationalCommandBuilderDependencies dependencies) : OwnCommands(dependencies)
{
    private readonly ConnectionFunctions _functions = new();

    protected override RelationalCommand CreateCommand() => new Command(Dependencies, _functions);

    private sealed class Command(RelationalCommandBuilderDependencies dependencies, ConnectionFunctions functions)
        : RelationalCommand(dependencies, string.Empty, string.Empty, [])
    {
        public override DbCommand CreateDbCommand(
            RelationalCommandParameterObject parameterObject, Guid commandId, DbCommandMethod commandMethod)
        {
            var command = base.CreateDbCommand(parameterObject, commandId, commandMethod);
            if (command.Connection is SqliteConnection connection && ConnectionFunctions.AreCalledIn(command.CommandText))
            {
                functions.Register(connection);
            }

            return command;
        }
    }
}
