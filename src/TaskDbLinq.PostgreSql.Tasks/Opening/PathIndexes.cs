using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.PostgreSql.Functions;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Opening;

/// <summary>
/// Indexes of paths in dict fields: each holds the keys of all values at a path, by which <c>$eq</c> and <c>$in</c> ask.
/// </summary>
/// <seealso href="https://www.postgresql.org/docs/current/indexes-expressional.html"/>
internal static class PathIndexes
{
    private const int MostBytes = 63;

    private const string Missing =
        "SELECT n FROM unnest($1) AS n WHERE NOT EXISTS (SELECT FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
        + $"WHERE i.indrelid = '{TaskContext.Table}'::regclass AND c.relname = n)";

    /// <exception cref="ArgumentException">A path can have no index.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (ProblemOf(path) is { } problem)
            {
                throw new ArgumentException($"'{path}' can have no index: {problem}.", nameof(PostgresDbOptions.IndexedPaths));
            }
        }
    }

    /// <summary>The paths that have no index yet.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var command = new NpgsqlCommand(Missing, connection) { Parameters = { new() { Value = paths.Select(NameOf).ToArray() } } };
        await using var disposed = command.ConfigureAwait(false);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                names.Add(rows.GetString(0));
            }
        }

        return [.. paths.Distinct().Where(path => names.Contains(NameOf(path)))];
    }

    /// <summary>The statement that makes the index of a path.</summary>
    public static string Creation(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return $"CREATE INDEX {JsonFunctions.Name(NameOf(path))} ON {TaskContext.Table} USING gin ("
            + $"{JsonFunctions.Schema}.keys({path[..dot]}::jsonb, {JsonFunctions.Text(path[(dot + 1)..])}))";
    }

    /// <summary>The name of a path's index; of a long path PostgreSQL would cut it.</summary>
    private static string NameOf(string path)
    {
        var name = $"{TaskContext.Table}_path {path}";
        return Encoding.UTF8.GetByteCount(name) <= MostBytes
            ? name
            : $"{TaskContext.Table}_path #{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 16))}";
    }

    /// <summary>What is wrong with a path; null if it can have an index.</summary>
    private static string? ProblemOf(string path)
    {
        var names = path.Split('.');
        return !TaskFields.ByKey.TryGetValue(names[0], out var field) || field.Kind != TaskFieldKind.Dict
            ? $"'{names[0]}' is not a dict field"
            : names.Length == 1 ? "it has no name after the dict field's"
            : names.Any(name => name.Length == 0 || name[0] == '$' || name.Contains('\0', StringComparison.Ordinal))
                ? "a name in it is empty, begins with '$' or holds NUL"
            : null;
    }
}
