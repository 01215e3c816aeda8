using System.Security.Cryptography;
using System.Text;

namespace TaskDbLinq.Wire.Security;

/// <summary>What SCRAM-SHA-256 (RFC 5802, RFC 7677) checks a password by.</summary>
/// <param name="Iterations">The rounds of PBKDF2.</param>
/// <param name="Salt">The salt.</param>
/// <param name="StoredKey">The hash of the key with which a client proves that it knows the password.</param>
/// <param name="ServerKey">The key with which the server proves that it knows the user.</param>
internal sealed record Credentials(int Iterations, byte[] Salt, byte[] StoredKey, byte[] ServerKey)
{
    private const int KeyBytes = 32;

    /// <summary>MongoDB's own number.</summary>
    private const int UsualIterations = 15_000;

    /// <summary>MongoDB's own length: a hash less the four bytes of the block's number.</summary>
    private const int SaltBytes = 28;

    public static Credentials Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, UsualIterations, HashAlgorithmName.SHA256, KeyBytes);
        return new Credentials(UsualIterations, salt, SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)),
            HMACSHA256.HashData(salted, "Server Key"u8));
    }

    /// <summary>Those of nobody, which no password fits.</summary>
    public static Credentials Nobody(byte[] seed) =>
        new(UsualIterations, seed[..SaltBytes], RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(KeyBytes));
}
