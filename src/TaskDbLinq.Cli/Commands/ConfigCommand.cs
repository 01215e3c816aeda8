using System.CommandLine;
using System.Text;
using System.Text.Unicode;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Configuration;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb config</c>: which settings hold and who made them, or those of an IPython controller as <c>taskdb.json</c>.</summary>
internal sealed class ConfigCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Option<string?> _from = new("--from")
    {
        Description =
            $"An ipcontroller_config.py, which is read and not run: prints the {TaskDbConfiguration.DefaultFile} that says the same.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _format = ArgumentRules.Choice(
        "--format", "How to print the settings; text if not given.", "text", "json");

    public ConfigCommand(Shell shell)
        : base("config", "Prints the settings that hold, and where each comes from.")
    {
        _shell = shell;
        _database.AddTo(this);
        Options.Add(_from);
        Options.Add(_format);
        Validators.Add(result =>
        {
            if (result.GetValue(_from) is not null && (result.GetValue(_format) is not null || _database.Named(result).Any()))
            {
                result.AddError("--from stands alone: it reads one file, and prints JSON");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb config",
        $"taskdb config --from ~/.ipython/profile_default/ipcontroller_config.py > {TaskDbConfiguration.DefaultFile}",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_from) is { } file)
        {
            await TranslateAsync(file, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var settings = KnownSettings.Effective(_database.Settings(parsed)).ToList();
            if (parsed.GetValue(_format) == "json")
            {
                SettingsText.WriteLines(_shell, settings);
            }
            else
            {
                SettingsText.WriteTable(_shell.Text, settings);
            }
        }

        return ExitCode.Success;
    }

    private async Task TranslateAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw Unreadable(file, "there is no such file");
        }

        var bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        var text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Unreadable(file, "it is not UTF-8");
        var (settings, skipped) = IpControllerConfig.ParseWhole(text, Path.GetFileName(file));
        SettingsText.WriteFile(_shell, IpControllerDefaults.Complete(settings, file, out var remark));

        var lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        var remarks = skipped.Select(line => $"{Path.GetFileName(file)}:{line}: passed over: {lines[line - 1].Trim()}");
        foreach (var line in remark is null ? remarks : remarks.Append(remark))
        {
            _shell.Error.WriteLine(Shortening.OneLine(line));
        }
    }

    private static ConfigurationException Unreadable(string file, string reason) =>
        new(new ConfigurationProblem(string.Empty, reason, Source: file));
}
