using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TaskDbLinq;

/// <summary>
/// The file that tells clients where a service is and proves that they may use it: URL and token, for the owner's eyes only.
/// </summary>
public sealed class ConnectionFile
{
    /// <summary>The name of the file in the <c>security</c> folder of a profile of IPython.</summary>
    public const string Name = "taskdb-connection.json";

    private const int TokenBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private ConnectionFile(string path, string token) => (Path, Token) = (path, token);

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the token.</summary>
    public string Token { get; }

    /// <summary>
    /// Takes the token of a file that is there, so that clients stay connected when a service starts again; makes a new one otherwise.
    /// </summary>
    /// <exception cref="IOException">The file can't be read, holds no token, or others may read it.</exception>
    public static ConnectionFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            return new ConnectionFile(full, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(full) & ~OwnerOnly) != 0)
        {
            throw new IOException($"'{full}' holds a secret and others may read it: chmod 600, or remove it");
        }

        return new ConnectionFile(full, ReadToken(full));
    }

    /// <summary>Writes the file with the address of the service, replacing an older one at once.</summary>
    public void Write(string url)
    {
        var told = new Dictionary<string, object> { ["url"] = url, ["token"] = Token, ["pid"] = Environment.ProcessId };
        var text = JsonSerializer.Serialize(told);
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        var temporary = $"{Path}.{Environment.ProcessId}";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(temporary, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
        }

        File.Move(temporary, Path, overwrite: true);
    }

    private static string ReadToken(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("token", out var token)
                && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: >= 16 } text
                ? text
                : throw new IOException($"'{path}' holds no token");
        }
        catch (JsonException fault)
        {
            throw new IOException($"'{path}' is not JSON: {fault.Message}", fault);
        }
    }
}
