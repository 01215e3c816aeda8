using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Columns read by SQLite's functions themselves. SQLitePCLRaw reads bytes by two calls, each of which holds a reference to the statement
/// and takes the connection's lock; here one call takes the lock for the value, or for all values of a row, and what is asked of a value
/// takes none.
/// </summary>
/// <remarks>Of a library that does not export its functions under their names, columns are read by SQLitePCLRaw.</remarks>
internal static unsafe class ColumnValues
{
    private static readonly Functions Library = Find();

    /// <summary>Whether columns are read by the library's own functions.</summary>
    public static bool IsDirect => Library.Value != null;

    /// <summary>The bytes of a blob or of a text, until the next step; empty for null.</summary>
    public static ReadOnlySpan<byte> Bytes(sqlite3_stmt statement, int at)
    {
        if (!IsDirect)
        {
            return raw.sqlite3_column_blob(statement, at);
        }

        // Who reads a row holds its statement.
        var value = Library.Value(statement.DangerousGetHandle(), at);
        var bytes = Library.Blob(value);
        return bytes == null ? default : new ReadOnlySpan<byte>(bytes, Library.Length(value));
    }

    /// <summary>Whether the column is null.</summary>
    public static bool IsNull(sqlite3_stmt statement, int at) => raw.SQLITE_NULL
        == (IsDirect ? Library.Type(Library.Value(statement.DangerousGetHandle(), at)) : raw.sqlite3_column_type(statement, at));

    /// <summary>
    /// The bytes of all columns of a row, under one lock: who has it takes it again without waiting, and without an atomic operation.
    /// </summary>
    public static void ReadAll(sqlite3_stmt statement, Span<ColumnBytes> columns)
    {
        if (!IsDirect)
        {
            for (var at = 0; at < columns.Length; at++)
            {
                fixed (byte* start = Bytes(statement, at))
                {
                    columns[at] = new ColumnBytes(start, raw.sqlite3_column_bytes(statement, at), IsNull(statement, at));
                }
            }

            return;
        }

        var handle = statement.DangerousGetHandle();
        var gate = Library.Lock(Library.Connection(handle));
        Library.Enter(gate);
        for (var at = 0; at < columns.Length; at++)
        {
            var value = Library.LockedValue(handle, at);
            var start = Library.Blob(value);
            columns[at] = start == null
                ? new ColumnBytes(null, 0, Library.Type(value) == raw.SQLITE_NULL)
                : new ColumnBytes(start, Library.Length(value), isNull: false);
        }

        Library.Leave(gate);
    }

    /// <summary>Finds the functions in the library that SQLitePCLRaw calls, and in no other copy of it: their addresses say so.</summary>
    private static Functions Find()
    {
        var found = default(Functions);
        if (!NativeLibrary.TryLoad(raw.GetNativeLibraryName(), typeof(SqliteConnection).Assembly, searchPath: null, out var library)
            || !NativeLibrary.TryGetExport(library, "sqlite3_libversion", out var version)
            || !NativeLibrary.TryGetExport(library, "sqlite3_column_value", out var value)
            || !NativeLibrary.TryGetExport(library, "sqlite3_value_blob", out var blob)
            || !NativeLibrary.TryGetExport(library, "sqlite3_value_bytes", out var length)
            || !NativeLibrary.TryGetExport(library, "sqlite3_value_type", out var type)
            || !NativeLibrary.TryGetExport(library, "sqlite3_db_handle", out var connection)
            || !NativeLibrary.TryGetExport(library, "sqlite3_db_mutex", out var gate)
            || !NativeLibrary.TryGetExport(library, "sqlite3_mutex_enter", out var enter)
            || !NativeLibrary.TryGetExport(library, "sqlite3_mutex_leave", out var leave))
        {
            return found;
        }

        fixed (byte* theirs = raw.sqlite3_libversion())
        {
            if (((delegate* unmanaged[Cdecl]<byte*>)version)() == theirs)
            {
                found.Value = (delegate* unmanaged[Cdecl]<nint, int, nint>)value;
                found.LockedValue = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, nint>)value;
                found.Blob = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, byte*>)blob;
                found.Length = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)length;
                found.Type = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)type;
                found.Connection = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint>)connection;
                found.Lock = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint>)gate;
                found.Enter = (delegate* unmanaged[Cdecl]<nint, void>)enter;
                found.Leave = (delegate* unmanaged[Cdecl]<nint, void>)leave;
            }
        }

        return found;
    }

    /// <summary>
    /// The functions of a value return at once: they take no lock, and a text is UTF-8 already. So does the one that gives a value to who
    /// has the lock.
    /// </summary>
    private struct Functions
    {
        public delegate* unmanaged[Cdecl]<nint, int, nint> Value;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, nint> LockedValue;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, byte*> Blob;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> Length;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> Type;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint> Connection;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint> Lock;
        public delegate* unmanaged[Cdecl]<nint, void> Enter;
        public delegate* unmanaged[Cdecl]<nint, void> Leave;
    }
}
