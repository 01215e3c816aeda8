using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Columns read by SQLite's functions themselves. SQLitePCLRaw reads bytes by two calls, each of which holds a reference to the statement
/// and takes the connection's lock; here one call takes the lock for the value, and what is asked of the value takes none.
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

    /// <summary>Finds the functions in the library that SQLitePCLRaw calls, and in no other copy of it: their addresses say so.</summary>
    private static Functions Find()
    {
        var found = default(Functions);
        if (!NativeLibrary.TryLoad(raw.GetNativeLibraryName(), typeof(SqliteConnection).Assembly, searchPath: null, out var library)
            || !NativeLibrary.TryGetExport(library, "sqlite3_libversion", out var version)
            || !NativeLibrary.TryGetExport(library, "sqlite3_column_value", out var value)
            || !NativeLibrary.TryGetExport(library, "sqlite3_value_blob", out var blob)
            || !NativeLibrary.TryGetExport(library, "sqlite3_value_bytes", out var length)
            || !NativeLibrary.TryGetExport(library, "sqlite3_value_type", out var type))
        {
            return found;
        }

        fixed (byte* theirs = raw.sqlite3_libversion())
        {
            if (((delegate* unmanaged[Cdecl]<byte*>)version)() == theirs)
            {
                found.Value = (delegate* unmanaged[Cdecl]<nint, int, nint>)value;
                found.Blob = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, byte*>)blob;
                found.Length = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)length;
                found.Type = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)type;
            }
        }

        return found;
    }

    /// <summary>The functions of a value return at once: they take no lock, and a text is UTF-8 already.</summary>
    private struct Functions
    {
        public delegate* unmanaged[Cdecl]<nint, int, nint> Value;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, byte*> Blob;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> Length;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> Type;
    }
}
