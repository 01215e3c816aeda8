using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TaskDbLinq.Cli.Exits;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that name the certificate of a service.</summary>
internal sealed class CertificateOptions
{
    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The certificate for https, as PEM.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "The key of the certificate, as PEM, if it is not in the same file.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_certificate);
        command.Options.Add(_key);
    }

    /// <summary>Reads the certificate; null if none is named.</summary>
    /// <exception cref="UsageException">A file holds no certificate, or not its key.</exception>
    public X509Certificate2? Read(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(_certificate) is { } certificate
                ? X509Certificate2.CreateFromPemFile(certificate, parsed.GetValue(_key))
                : null;
        }
        catch (CryptographicException fault)
        {
            throw new UsageException($"--certificate: {fault.Message}");
        }
    }
}
