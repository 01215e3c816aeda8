using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// Gives a connection that EF Core uses the functions that translated queries call, before the first command that calls one. A connection
/// that has functions registers all of them anew each time it is opened, so that one that needs none is left as it is.
/// </summary>
internal sealed class FunctionRegistrar : DbCommandInterceptor
{
    private readonly ConnectionFunctions _functions = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result.Connection is SqliteConnection connection && ConnectionFunctions.AreCalledIn(result.CommandText))
        {
            _functions.Register(connection);
        }

        return result;
    }
}
