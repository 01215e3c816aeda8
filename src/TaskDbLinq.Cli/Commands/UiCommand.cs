using System.CommandLine;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb ui</c>: shows a database in a browser, or what a running service serves.</summary>
internal sealed class UiCommand : Command, IHasExamples
{
    private const int TokenBytes = 32;

    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The database in SQLite; what the options say if not given.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = $"Show what a running service serves, whose file this is ({ConnectionFile.Name}).",
        HelpName = "FILE",
    };

    private readonly Option<string> _url = new("--url")
    {
        Description = "Where to listen; a free port of this machine if not given.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:0",
    };

    private readonly Option<bool> _changes = new("--allow-changes") { Description = "Let the page purge, resubmit and prune." };
    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Only print the address." };
    private readonly Option<string?> _folder = new("--page-folder")
    {
        Description = "Serve the page's files from here, for work on them.",
        Hidden = true,
    };

    public UiCommand(Shell shell)
        : base("ui", "Shows a database in a browser: figures, a timeline, queries, failures, tasks.")
    {
        _shell = shell;
        Arguments.Add(_file);
        foreach (var option in (Option[])[_connection, _url, _changes, _noBrowser, _folder])
        {
            Options.Add(option);
        }

        _database.AddTo(this);
        Validators.Add(result =>
        {
            var places = _database.Named(result).Concat(result.GetValue(_file) is null ? [] : ["FILE"])
                .Concat(result.GetValue(_connection) is null ? [] : [_connection.Name]).ToList();
            if (places.Count > 1)
            {
                result.AddError($"{string.Join(" and ", places)} are different databases; name one");
            }
            else if (result.GetValue(_connection) is not null && result.GetValue(_changes))
            {
                result.AddError("--allow-changes is for the service itself: taskdb serve --allow-changes");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb ui tasks.db",
        "taskdb ui --connection ~/.ipython/profile_default/security/taskdb-connection.json",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_connection) is { } connection)
        {
            Show(await PageService.UrlOfRunningAsync(connection, cancellationToken).ConfigureAwait(false), parsed);
            return ExitCode.Success;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        using var loggers = new LineLoggers(_shell.Error);
        var place = parsed.GetValue(_file) is { } file ? new DatabasePlace(TaskDbBackend.Sqlite, file) : _database.Read(parsed);
        var use = parsed.GetValue(_changes) ? DatabaseUse.Change : DatabaseUse.Read;
        await using var db = await Databases.OpenAsync(place, use, stop.Token).ConfigureAwait(false);
        var options = new TaskDbServerOptions
        {
            Urls = [parsed.GetValue(_url)!],
            Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)),
            StopTimeout = TimeSpan.FromSeconds(2),
            Page = PageService.Options(place, parsed.GetValue(_changes), parsed.GetValue(_folder)),
            Loggers = loggers,
        };
        await using var server = await ServeCommand.StartAsync(db, options, "--url", stop.Token).ConfigureAwait(false);
        Show(server.CreatePageUrl(), parsed);
        _shell.Text.WriteLine("Ctrl-C ends it");
        _shell.Flush();
        await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private void Show(string url, ParseResult parsed)
    {
        var isOpen = !parsed.GetValue(_noBrowser) && PageService.TryOpen(url);
        _shell.Text.WriteLine($"{(isOpen ? "opened in the browser" : "open in a browser, once, within ten minutes")}: {url}");
    }
}
