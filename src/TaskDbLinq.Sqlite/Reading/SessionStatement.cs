using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// A prepared statement of a session, run by SQLite's own functions: a command of ADO.NET looks up each parameter by its name, and makes
/// a reader, each time that it runs, which takes as long as finding a task by its id.
/// </summary>
internal sealed class SessionStatement : IParameterTarget, IDisposable
{
    private const int ShortText = 128;
    private const int BytesOfChar = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _indexes;
    private readonly object?[] _held;

    /// <param name="connection">The connection.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameterNames">The names of its parameters, in the order of their places.</param>
    /// <exception cref="SqliteException">The statement can't be prepared.</exception>
    public SessionStatement(SqliteConnection connection, string sql, IReadOnlyList<string> parameterNames)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
        _indexes = [.. parameterNames.Select(name => raw.sqlite3_bind_parameter_index(_statement, name))];
        _held = new object?[_indexes.Length];
        if (raw.sqlite3_bind_parameter_count(_statement) > _indexes.Count(index => index > 0))
        {
            _statement.Dispose();
            throw new InvalidOperationException($"Not every parameter of the statement has a value: {sql}");
        }
    }

    /// <summary>The statement, whose columns are read where it stands.</summary>
    public sqlite3_stmt Row => _statement;

    /// <inheritdoc/>
    /// <exception cref="SqliteException">The value is too large.</exception>
    public void Set(int place, object? value, object? held)
    {
        _held[place] = held;
        if (_indexes[place] is var index and > 0)
        {
            Check(value switch
            {
                null => raw.sqlite3_bind_null(_statement, index),
                string text => BindText(index, text),
                long number => raw.sqlite3_bind_int64(_statement, index, number),
                int number => raw.sqlite3_bind_int64(_statement, index, number),
                _ => throw new InvalidOperationException($"A statement has no parameter of type {value.GetType()}."),
            });
        }
    }

    /// <summary>Returns whether a value is of a type that a parameter can have.</summary>
    public static bool CanHold(object? value) => value is null or string or long or int;

    /// <summary>Goes to the first row, and waits as long as a command does while another process has locked the file.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="SqliteException">The statement can't be run.</exception>
    public bool First()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        for (var began = Stopwatch.GetTimestamp();
            code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_LOCKED_SHAREDCACHE
                && (_connection.DefaultTimeout == 0 || Stopwatch.GetElapsedTime(began).TotalSeconds < _connection.DefaultTimeout);
            code = raw.sqlite3_step(_statement))
        {
            _ = raw.sqlite3_reset(_statement);
            Thread.Sleep(Pause);
        }

        return IsRow(code);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="SqliteException">The statement can't be run further.</exception>
    public bool Next() => IsRow(raw.sqlite3_step(_statement));

    /// <summary>Ends the reading: nothing is locked any more, and the statement can be run again.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private bool IsRow(int code)
    {
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        Check(code);
        return false;
    }

    private int BindText(int index, string text)
    {
        if (text.Length == 0)
        {
            // An empty span would be NULL.
            return raw.sqlite3_bind_text(_statement, index, text);
        }

        if (text.Length > ShortText)
        {
            return raw.sqlite3_bind_text(_statement, index, Encoding.UTF8.GetBytes(text));
        }

        Span<byte> utf8 = stackalloc byte[ShortText * BytesOfChar];
        return raw.sqlite3_bind_text(_statement, index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
