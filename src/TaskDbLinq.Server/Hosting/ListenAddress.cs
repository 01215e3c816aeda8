using System.Net;

namespace TaskDbLinq.Server.Hosting;

/// <summary>One address to listen on, checked.</summary>
/// <param name="Host">The host as written; empty for a Unix socket.</param>
/// <param name="Ip">The IP address; null for a Unix socket.</param>
/// <param name="Port">The port; zero for a free one.</param>
/// <param name="IsTls">Whether the address is served with TLS.</param>
/// <param name="SocketPath">The path of a Unix socket; null otherwise.</param>
internal sealed record ListenAddress(string Host, IPAddress? Ip, int Port, bool IsTls, string? SocketPath)
{
    private const string UnixScheme = "unix:";

    /// <exception cref="ArgumentException">The address can't be served, or not safely.</exception>
    public static ListenAddress Parse(string url, TaskDbServerOptions options)
    {
        if (url.StartsWith(UnixScheme, StringComparison.Ordinal))
        {
            var path = url[UnixScheme.Length..];
            return path.Length > 0 && Path.IsPathRooted(path)
                ? new ListenAddress(string.Empty, null, 0, IsTls: false, path)
                : throw new ArgumentException($"'{url}': a Unix socket needs an absolute path, as in unix:/run/user/1000/taskdb.sock");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"'{url}' is no address to listen on; expected http://127.0.0.1:8765, https://host:port or unix:/path");
        }

        var host = uri.Host.Trim('[', ']');
        var ip = host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var parsed) ? parsed
            : throw new ArgumentException($"'{url}': expected an IP address or localhost, not the name '{host}'");
        var isTls = uri.Scheme == "https";
        if (isTls && options.Certificate is null)
        {
            throw new ArgumentException($"'{url}' needs a certificate");
        }

        return isTls || options.AllowInsecure || IPAddress.IsLoopback(ip)
            ? new ListenAddress(host, ip, IsPortGiven(url, uri) ? uri.Port : 0, isTls, null)
            : throw new ArgumentException(
                $"'{url}' can be reached from other machines, and without TLS they could read the token: use https, or allow it by name");
    }

    /// <summary>A default port may be written, too; without one, a free port is taken.</summary>
    private static bool IsPortGiven(string url, Uri uri) =>
        !uri.IsDefaultPort || url.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal);
}
