using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace TaskDbLinq.Server.Browsing;

/// <summary>The files of the page, which hold no data: they are served without a token, and nothing else is loaded by them.</summary>
internal sealed class PageFiles(string? folder)
{
    /// <summary>Scripts and styles from this service only, none within the page's text, and no other site may frame it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private const string Prefix = "page/";
    private const string Start = "index.html";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, (byte[] Bytes, string Tag)> _files = folder is null ? Read() : Read(folder);

    public IEnumerable<string> Paths => _files.Keys.Select(name => $"/{name}").Append("/");

    public async Task InvokeAsync(HttpContext context)
    {
        var name = context.Request.Path.Value is "/" ? Prefix + Start : context.Request.Path.Value![1..];
        var (bytes, tag) = _files[name];
        if (folder is not null)
        {
            var path = Path.Combine(folder, name[Prefix.Length..]);
            (bytes, tag) = Tagged(await File.ReadAllBytesAsync(path, context.RequestAborted).ConfigureAwait(false));
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-cache";
        headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = Types[Path.GetExtension(name)];
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private static FrozenDictionary<string, (byte[] Bytes, string Tag)> Read()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name, name => Tagged(Bytes(assembly, name)), StringComparer.Ordinal);
    }

    /// <summary>Which files there are is read once; what they hold, each time.</summary>
    private static FrozenDictionary<string, (byte[] Bytes, string Tag)> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Types.ContainsKey(Path.GetExtension(path)))
            .ToFrozenDictionary(
                path => Prefix + Path.GetRelativePath(folder, path).Replace('\\', '/'),
                _ => (Array.Empty<byte>(), string.Empty),
                StringComparer.Ordinal);

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static (byte[] Bytes, string Tag) Tagged(byte[] bytes) =>
        (bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
}
