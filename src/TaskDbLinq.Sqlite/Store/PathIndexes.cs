using System.Collections.Frozen;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Translation;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>
/// Indexes of paths in dict fields. One holds the value at the path, as <c>json_extract</c> gives it. The others are small: where an array
/// or an object stands, on the way an array, and where a document is stored as <c>$literal</c>; there more may equal the value.
/// </summary>
/// <seealso href="https://www.sqlite.org/expridx.html"/>
internal static class PathIndexes
{
    private const string Value = "path_value:";
    private const string Place = "path_type:";
    private const string OnTheWay = "path_list:";
    private const string Literal = "path_literal:";

    /// <exception cref="ArgumentException">A path can have no index.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (ProblemOf(path) is { } problem)
            {
                throw new ArgumentException($"'{path}' can have no index: {problem}.", nameof(SqliteDbOptions.IndexedPaths));
            }
        }
    }

    /// <summary>Creates what indexes of the paths are missing.</summary>
    public static void Create(SqliteConnection connection, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var parts = FieldPath.Parse(path);
            var names = NamesOf(parts);
            Create(connection, Value + path, $"json_extract({parts.First}, '{JsonPlace.PathOf(names)}')");
            var type = TypeOf(names.Length);
            Create(connection, Place + path, type, $" WHERE {type} IN ('array', 'object')");
            for (var length = 1; length < names.Length; length++)
            {
                type = TypeOf(length);
                Create(connection, $"{OnTheWay}{parts.First}.{string.Join('.', names[..length])}", type, $" WHERE {type} = 'array'");
            }

            var literal = $"instr({parts.First}, '{IndexedPath.Literal}')";
            Create(connection, Literal + parts.First, literal, $" WHERE {literal} > 0");

            string TypeOf(int length) => $"json_type({parts.First}, '{JsonPlace.PathOf(names[..length])}')";
        }
    }

    /// <summary>Reads which paths have an index.</summary>
    public static FrozenSet<string> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT substr(name, {Value.Length + 1}) FROM sqlite_master WHERE type = 'index' AND name GLOB '{Value}*'";
        using var reader = command.ExecuteReader();
        var paths = new List<string>();
        while (reader.Read())
        {
            paths.Add(reader.GetString(0));
        }

        return paths.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What is wrong with a path; null if it can have an index.</summary>
    private static string? ProblemOf(string path)
    {
        var parts = FieldPath.Parse(path);
        return !TaskFields.ByKey.TryGetValue(parts.First, out var field) || field.Kind != TaskFieldKind.Dict
            ? $"'{parts.First}' is not a dict field"
            : parts.Length == 1 ? "it has no name after the dict field's"
            : JsonPlace.PathOf(NamesOf(parts)) is null ? "a name in it is not made of letters, digits, '_', '-' and spaces after a letter"
            : null;
    }

    private static string[] NamesOf(FieldPath path) => [.. Enumerable.Range(1, path.Length - 1).Select(at => path[at])];

    private static void Create(SqliteConnection connection, string name, string expression, string where = "") =>
        StoreFile.Execute(connection, $"CREATE INDEX IF NOT EXISTS \"{name}\" ON task ({expression}){where}");
}
