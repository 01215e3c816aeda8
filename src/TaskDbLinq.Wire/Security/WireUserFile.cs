using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Wire.Security;

namespace TaskDbLinq;

/// <summary>
/// The file of the users who may come over MongoDB's protocol. It holds no passwords but what SCRAM-SHA-256 checks them by, and its owner
/// alone may read it.
/// </summary>
public sealed class WireUserFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Dictionary<string, Credentials> _users;

    /// <summary>Salts of users that there are not: always the same, so that asking tells nothing.</summary>
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    private WireUserFile(string path, Dictionary<string, Credentials> users) => (Path, _users) = (path, users);

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the names of the users.</summary>
    public IReadOnlyCollection<string> Names => _users.Keys;

    /// <summary>Reads the file; one that isn't there has no users.</summary>
    /// <exception cref="IOException">The file can't be read, holds no users, or others may read it.</exception>
    public static WireUserFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            return new WireUserFile(full, new(StringComparer.Ordinal));
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(full) & ~OwnerOnly) != 0)
        {
            throw new IOException($"'{full}' holds secrets and others may read it: chmod 600");
        }

        try
        {
            var users =
                JsonSerializer.Deserialize<Dictionary<string, Credentials>>(File.ReadAllBytes(full), JsonSerializerOptions.Web) ?? [];
            return users.Values.All(user => user is { Iterations: >= 4096, Salt.Length: > 0, StoredKey.Length: 32, ServerKey.Length: 32 })
                ? new WireUserFile(full, new(users, StringComparer.Ordinal))
                : throw new IOException($"'{full}' holds a user without salt or keys");
        }
        catch (JsonException fault)
        {
            throw new IOException($"'{full}' holds no users: {fault.Message}", fault);
        }
    }

    /// <summary>Adds a user, or changes the password of one, and writes the file.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password: printable ASCII, since other characters are changed by clients before they are sent.</param>
    /// <exception cref="ArgumentException">The name is empty, or the password is empty or of other characters.</exception>
    public void Set(string name, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrEmpty(password);
        if (password.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("A password here is of printable ASCII characters.", nameof(password));
        }

        _users[name] = Credentials.Make(password);
        Write();
    }

    /// <summary>What a password is checked by; made up for a user that there isn't, and then no password fits.</summary>
    internal Credentials Find(string name) =>
        _users.GetValueOrDefault(name) ?? Credentials.Nobody(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(name)));

    private void Write()
    {
        var temporary = $"{Path}.{Environment.ProcessId}";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, _users, JsonSerializerOptions.Web);
        }

        File.Move(temporary, Path, overwrite: true);
    }
}
