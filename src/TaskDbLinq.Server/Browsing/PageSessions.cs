using System.Security.Cryptography;
using System.Text;

namespace TaskDbLinq.Server.Browsing;

/// <summary>
/// Who may see the page. A browser is started with a code in its address, which is good for one use; for it the page gets a token
/// that ends with the service and that changes nothing by itself. So no lasting secret is in an address, a history, or a list of processes.
/// </summary>
internal sealed class PageSessions(TimeProvider clock)
{
    private const int MostCodes = 1_000;
    private const int MostSessions = 10_000;
    private const int SecretBytes = 32;
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sessions = new(StringComparer.Ordinal);

    /// <summary>Makes a code for one browser.</summary>
    public string NewCode()
    {
        var code = Secret();
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var old in _codes.Where(pair => pair.Value < now).Select(pair => pair.Key).ToList())
            {
                _codes.Remove(old);
            }

            if (_codes.Count < MostCodes)
            {
                _codes[Hash(code)] = now + CodeLife;
            }
        }

        return code;
    }

    /// <summary>Returns a session's token for a code; null if it isn't one, or is used up.</summary>
    public string? Redeem(string code)
    {
        lock (_gate)
        {
            if (!_codes.Remove(Hash(code), out var end) || end < clock.GetUtcNow() || _sessions.Count >= MostSessions)
            {
                return null;
            }

            return NewSession();
        }
    }

    /// <summary>Returns whether a token is a session's. What is looked up is its hash: the time that takes tells nothing.</summary>
    public bool IsSession(string token)
    {
        lock (_gate)
        {
            return _sessions.Contains(Hash(token));
        }
    }

    private string NewSession()
    {
        var token = Secret();
        _sessions.Add(Hash(token));
        return token;
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
