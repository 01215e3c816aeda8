using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TaskDbLinq.Server.Browsing;

/// <summary>A file of the page: its bytes, and the same compressed where that is worth it.</summary>
/// <param name="Bytes">What it holds.</param>
/// <param name="Brotli">It as <c>br</c>; null if it is not there compressed.</param>
/// <param name="Gzip">It as <c>gzip</c>; null if it is not there compressed.</param>
internal sealed record PageFile(byte[] Bytes, byte[]? Brotli = null, byte[]? Gzip = null)
{
    private const int TagBytes = 12;

    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, TagBytes));

    /// <summary>Returns the bytes in the shortest form that a browser takes, the name of that form, and its tag.</summary>
    public (byte[] Bytes, string? Encoding, string Tag) For(HttpRequest request)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding;
        return Brotli is not null && Takes(taken, "br") ? (Brotli, "br", $"\"{_hash}-br\"")
            : Gzip is not null && Takes(taken, "gzip") ? (Gzip, "gzip", $"\"{_hash}-gz\"")
            : (Bytes, null, $"\"{_hash}\"");
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> taken, string encoding) =>
        taken.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality != 0);
}
