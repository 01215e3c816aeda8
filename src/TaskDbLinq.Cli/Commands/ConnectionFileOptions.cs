using System.CommandLine;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that say where clients find the URL and the token of a service.</summary>
internal sealed class ConnectionFileOptions
{
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "The profile of IPython whose controller is served: URL and token go into its security folder.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description =
            $"The file for URL and token, read by its owner only; {ConnectionFile.Name} in the current folder if neither is given.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_profile);
        command.Options.Add(_connection);
    }

    /// <summary>The path of the file.</summary>
    /// <exception cref="UsageException">Two files are named, or a profile that is not there.</exception>
    public string Path(ParseResult parsed)
    {
        if (parsed.GetValue(_connection) is { } path)
        {
            return parsed.GetValue(_profile) is null
                ? path
                : throw new UsageException("--profile and --connection are different places; name one");
        }

        if (parsed.GetValue(_profile) is not { } name)
        {
            return ConnectionFile.Name;
        }

        var root = Environment.GetEnvironmentVariable("IPYTHONDIR") is { Length: > 0 } set ? set
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ipython");
        var profile = System.IO.Path.Combine(root, $"profile_{name}");
        return Directory.Exists(profile)
            ? System.IO.Path.Combine(profile, "security", ConnectionFile.Name)
            : throw new UsageException($"--profile: there is no '{profile}'; `ipython profile create --parallel` makes it");
    }
}
