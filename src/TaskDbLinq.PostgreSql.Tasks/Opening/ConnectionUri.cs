using Npgsql;

namespace TaskDbLinq.PostgreSql.Tasks.Opening;

/// <summary>
/// Connection strings as PostgreSQL's own programs take them: <c>postgresql://user:password@host:port/database?sslmode=require</c>.
/// </summary>
/// <seealso href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS"/>
internal static class ConnectionUri
{
    public static bool IsOne(string text) =>
        text.StartsWith("postgresql://", StringComparison.Ordinal) || text.StartsWith("postgres://", StringComparison.Ordinal);

    /// <summary>The same as names and values.</summary>
    /// <exception cref="FormatException">The URI is malformed.</exception>
    /// <exception cref="ArgumentException">A parameter is not known.</exception>
    public static string Read(string text)
    {
        var uri = Uri.TryCreate(text, UriKind.Absolute, out var read) ? read : throw new FormatException("the URI is malformed");
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host.Length > 0 ? uri.Host : "localhost" };
        settings.Port = uri.Port > 0 ? uri.Port : settings.Port;
        settings.Database = uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : null;
        settings.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        settings.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        foreach (var parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = parameter.Split('=', 2);
            settings[Uri.UnescapeDataString(pair[0])] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : string.Empty;
        }

        return settings.ConnectionString;
    }
}
