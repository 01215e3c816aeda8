using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using TaskDbLinq.PostgreSql.Conditions;

namespace TaskDbLinq.PostgreSql.Functions;

/// <summary>
/// The functions in PostgreSQL by which <c>jsonb</c> columns are asked: the scripts beside this file, and the arms of
/// <see cref="ConditionForms"/>.
/// </summary>
internal static class JsonFunctions
{
    /// <summary>The schema of this version of the functions: a change of what they answer has a schema of its own.</summary>
    public const string Schema = "taskdblinq_v1";

    /// <summary>The scripts in their order. Installing them again replaces the functions, and keeps the indexes that use them.</summary>
    public static string Script { get; } = Functions() + $"COMMENT ON SCHEMA {Schema} IS '{Fingerprint()}';\n";

    /// <summary>Asks for one row with true where exactly these functions are installed.</summary>
    public static string IsInstalled { get; } =
        $"SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = '{Schema}' AND obj_description(oid, 'pg_namespace') = '{Fingerprint()}')";

    /// <summary>Removes the functions, and the indexes that use them.</summary>
    public static string Removal => $"DROP SCHEMA IF EXISTS {Schema} CASCADE";

    /// <summary>Quotes a name.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Quotes a text.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Writes an index for <c>$eq</c> and <c>$in</c> on a path.</summary>
    public static string Index(string name, string table, string column, string path, string? schema) =>
        $"CREATE INDEX {Name(name)} ON {(schema is null ? string.Empty : $"{Name(schema)}.")}{Name(table)} "
        + $"USING gin ({Schema}.keys({Name(column)}, {Text(path)}))";

    private static IEnumerable<string> Resources() => typeof(JsonFunctions).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The scripts, with what the forms of the conditions say about themselves.</summary>
    private static string Functions() => string.Concat(Resources().Select(Read))
        .Replace(
            "        {{the arms of the conditions}}",
            string.Join('\n', ConditionForms.All.Select(form => form.Accepts).Where(arms => arms.Length > 0)),
            StringComparison.Ordinal)
        .Replace(
            "{{the conditions on whole arrays}}",
            string.Join(", ", ConditionForms.All.SelectMany(form => form.OnWholeArrays).Select(Text)),
            StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Functions())));
}
