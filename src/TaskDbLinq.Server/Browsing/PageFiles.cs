using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;

namespace TaskDbLinq.Server.Browsing;

/// <summary>
/// The files of the page, which hold no data: they are served without a token, and nothing else is loaded by them. All but the first have
/// a hash in their address and may be kept for good.
/// </summary>
internal sealed class PageFiles(string? folder)
{
    /// <summary>Scripts and styles from this service only, none within the page's text, and no other site may frame it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private const string Prefix = "page/";
    private const string Start = Prefix + "index.html";
    private const string Brotli = ".br";
    private const string Gzip = ".gz";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, PageFile> _files = folder is null ? Read() : Read(folder);

    public IEnumerable<string> Paths => _files.Keys.Where(name => name != Start).Select(name => $"/{name}").Append("/");

    public async Task InvokeAsync(HttpContext context)
    {
        var name = context.Request.Path.Value is "/" ? Start : context.Request.Path.Value![1..];
        var file = folder is null
            ? _files[name]
            : new PageFile(await File.ReadAllBytesAsync(PathOf(folder, name), context.RequestAborted).ConfigureAwait(false));
        var (bytes, encoding, tag) = file.For(context.Request);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = folder is null && name != Start ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentEncoding = encoding;
        context.Response.ContentType = Types[Path.GetExtension(name)];
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, name[Prefix.Length..]);

    private static FrozenDictionary<string, PageFile> Read()
    {
        var names = typeof(PageFiles).Assembly.GetManifestResourceNames().ToHashSet(StringComparer.Ordinal);
        return names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && Types.ContainsKey(Path.GetExtension(name)))
            .ToFrozenDictionary(
                name => name,
                name => new PageFile(ServiceEndpoints.Resource(name), Packed(name + Brotli), Packed(name + Gzip)),
                StringComparer.Ordinal);

        byte[]? Packed(string name) => names.Contains(name) ? ServiceEndpoints.Resource(name) : null;
    }

    /// <summary>Which files there are is read once; what they hold, each time.</summary>
    private static FrozenDictionary<string, PageFile> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Types.ContainsKey(Path.GetExtension(path)))
            .ToFrozenDictionary(
                path => Prefix + Path.GetRelativePath(folder, path).Replace('\\', '/'),
                _ => new PageFile([]),
                StringComparer.Ordinal);
}
