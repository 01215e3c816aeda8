using System.Security.Cryptography;
using System.Text;

namespace TaskDbLinq.Wire.Security;

/// <summary>One exchange of SCRAM-SHA-256, the server's side: a client's first message, the challenge, the proof, the answer.</summary>
internal sealed class ScramExchange
{
    private const int NonceBytes = 24;

    private readonly Credentials _credentials;
    private readonly string _bare;
    private readonly string _challenge;
    private readonly string _nonce;

    private ScramExchange(string user, string bare, string clientNonce, Credentials credentials)
    {
        (User, _bare, _credentials) = (user, bare, credentials);
        _nonce = clientNonce + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        _challenge = $"r={_nonce},s={Convert.ToBase64String(credentials.Salt)},i={credentials.Iterations}";
    }

    /// <summary>The user whom the client says it is.</summary>
    public string User { get; }

    public byte[] Challenge => Encoding.UTF8.GetBytes(_challenge);

    /// <summary>Whether the client has proved it.</summary>
    public bool IsProved { get; private set; }

    /// <summary>Reads <c>n,,n=user,r=nonce</c>.</summary>
    /// <returns>Null for a message that is none, or asks for what there is not.</returns>
    public static ScramExchange? Begin(byte[] message, WireUserFile users)
    {
        var text = Encoding.UTF8.GetString(message);
        if (!text.StartsWith("n,,", StringComparison.Ordinal))
        {
            return null;
        }

        var bare = text[3..];
        var parts = bare.Split(',');
        if (parts.Length < 2 || Value(parts[0], 'n') is not { Length: > 0 } name
            || Value(parts[1], 'r') is not { Length: >= 8 and <= 256 } nonce)
        {
            return null;
        }

        var user = name.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return new ScramExchange(user, bare, nonce, users.Find(user));
    }

    /// <summary>Checks <c>c=biws,r=nonce,p=proof</c>.</summary>
    /// <returns>The server's own proof; null when the client's is wrong.</returns>
    public byte[]? Finish(byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        var end = text.LastIndexOf(",p=", StringComparison.Ordinal);
        var parts = end < 0 ? [] : text[..end].Split(',');
        var proof = new byte[SHA256.HashSizeInBytes];
        if (parts.Length < 2 || parts[0] != "c=biws" || parts[1] != $"r={_nonce}"
            || !Convert.TryFromBase64String(text[(end + 3)..], proof, out var length) || length != proof.Length)
        {
            return null;
        }

        var signed = Encoding.UTF8.GetBytes($"{_bare},{_challenge},{text[..end]}");
        var signature = HMACSHA256.HashData(_credentials.StoredKey, signed);
        for (var at = 0; at < proof.Length; at++)
        {
            // The client's key is hidden by the signature.
            proof[at] ^= signature[at];
        }

        IsProved = CryptographicOperations.FixedTimeEquals(SHA256.HashData(proof), _credentials.StoredKey);
        return IsProved ? Encoding.UTF8.GetBytes($"v={Convert.ToBase64String(HMACSHA256.HashData(_credentials.ServerKey, signed))}") : null;
    }

    private static string? Value(string part, char name) => part.Length > 2 && part[0] == name && part[1] == '=' ? part[2..] : null;
}
