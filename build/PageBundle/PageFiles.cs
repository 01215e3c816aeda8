using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace TaskDbLinq.PageBundle;

/// <summary>All files of the page, from those it is written in to those that are served.</summary>
internal static class PageFiles
{
    private const string Start = "index.html";
    private const string Entry = "app.js";
    private const string Styles = "css/page.css";
    private const int HashLength = 16;

    /// <summary>What is shorter is not worth being compressed.</summary>
    private const int LeastCompressed = 500;

    private static readonly string[] Copied = [".woff2", ".svg", ".txt"];
    private static readonly string[] Compressed = [".js", ".css", ".svg", ".html"];

    /// <summary>
    /// Makes <c>index.html</c>, and below a folder named by a hash of them the scripts, the style sheet and what is copied; beside each
    /// that is worth it, itself compressed as <c>.br</c> and <c>.gz</c>.
    /// </summary>
    /// <exception cref="BundleException">A script or a style sheet says something that can't be bundled.</exception>
    public static SortedDictionary<string, byte[]> Bundle(IReadOnlyDictionary<string, byte[]> files)
    {
        var made = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var scripts = files.Where(file => file.Key.EndsWith(".js", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value), StringComparer.Ordinal);
        foreach (var (name, text) in ScriptBundle.Of(scripts, Entry))
        {
            made[name] = Encoding.UTF8.GetBytes(text);
        }

        made[Styles] = Encoding.UTF8.GetBytes(StyleBundle.Of(files, Styles));
        foreach (var (name, bytes) in files.Where(file => Copied.Contains(Path.GetExtension(file.Key))))
        {
            made[name] = bytes;
        }

        return Named(made, Encoding.UTF8.GetString(files[Start]));
    }

    private static SortedDictionary<string, byte[]> Named(SortedDictionary<string, byte[]> made, string start)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in made)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes);
        }

        var version = Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength];
        var all = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [Start] = Encoding.UTF8.GetBytes(start.Replace("=\"page/", $"=\"page/{version}/", StringComparison.Ordinal)),
        };
        foreach (var (name, bytes) in made)
        {
            all[$"{version}/{name}"] = bytes;
        }

        foreach (var (name, bytes) in all.Where(file => Compressed.Contains(Path.GetExtension(file.Key))).ToList())
        {
            if (bytes.Length >= LeastCompressed)
            {
                all[$"{name}.br"] = Packed(bytes, target => new BrotliStream(target, CompressionLevel.SmallestSize));
                all[$"{name}.gz"] = Packed(bytes, target => new GZipStream(target, CompressionLevel.SmallestSize));
            }
        }

        return all;
    }

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var target = new MemoryStream();
        using (var packing = pack(target))
        {
            packing.Write(bytes);
        }

        return target.ToArray();
    }
}
