using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Where the values of a plan's parameters go: a command, or a statement of a session.</summary>
internal interface IParameterTarget
{
    /// <summary>Sets a parameter.</summary>
    /// <param name="place">The place of the parameter in the plan.</param>
    /// <param name="value">The value as SQLite has it; null for <c>NULL</c>.</param>
    /// <param name="held">What has to live as long as the statement may ask for it; null for nothing.</param>
    void Set(int place, object? value, object? held);
}

/// <summary>The parameters of a command, in the order of the plan's.</summary>
internal sealed class CommandParameters(SqliteCommand command) : IParameterTarget
{
    public void Set(int place, object? value, object? held)
    {
        var parameter = command.Parameters[place];
        parameter.Value = value ?? DBNull.Value;
        if (held is not null)
        {
            NumberedValues.Hold(parameter, held);
        }
    }
}
