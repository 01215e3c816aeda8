using System.CommandLine;
using System.Runtime.InteropServices;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb serve</c>: keeps a database open for the hub of a running controller, and for others who may ask.</summary>
internal sealed class ServeCommand : Command, IHasExamples
{
    /// <summary>How long the requests under way may take after Ctrl-C.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly RetentionOptions _retention = new();
    private readonly WireOptions _wire = new();
    private readonly ConnectionFileOptions _connection = new();
    private readonly CertificateOptions _certificate = new();

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where to listen: http://127.0.0.1:PORT, https://HOST:PORT or unix:/PATH. A free port of this machine if not given.",
        HelpName = "URL",
        DefaultValueFactory = _ => ["http://127.0.0.1:0"],
    };

    private readonly Option<string[]> _hosts = new("--allow-host")
    {
        Description = "A further name that clients may call this machine.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "Serve an address that others can reach without TLS, which shows them the token.",
    };
    private readonly Option<bool> _changes = new("--allow-changes") { Description = "Let the page purge, resubmit and prune." };
    private readonly Option<bool> _noPage = new("--no-page") { Description = "Serve programs only, and no page for people." };
    private readonly Option<bool> _python = new("--python") { Description = "Print the class for the controller, taskdblinq.py, and end." };

    public ServeCommand(Shell shell)
        : base("serve", "Serves a database over HTTP, so that a running controller stores its tasks in it.")
    {
        _shell = shell;
        Options.Add(_urls);
        _connection.AddTo(this);
        _certificate.AddTo(this);
        foreach (var option in (Option[])[_hosts, _insecure, _changes, _noPage, _python])
        {
            Options.Add(option);
        }

        _wire.AddTo(this);
        _retention.AddTo(this);
        _database.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb serve --profile default --sqlitedb tasks.db",
        "taskdb serve --python > taskdblinq.py",
        "taskdb serve --urls unix:/tmp/taskdb.sock --keep 30d",
        "taskdb serve --wire 27017 --sqlitedb tasks.db",
        "taskdb serve --postgres 'Host=db.example;Database=tasks'",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_python))
        {
            _shell.Output.Write(TaskDbServer.PythonClass.Span);
            return ExitCode.Success;
        }

        if (_wire.AddUser(parsed, _shell.Input()))
        {
            return ExitCode.Success;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        var file = ConnectionFile.Open(_connection.Path(parsed));
        using var loggers = new LineLoggers(_shell.Error);
        using var certificate = _certificate.Read(parsed);
        var policy = _retention.IsGiven(parsed) ? _retention.Read(parsed) : _database.Retention(parsed);
        await using var db = await _database.OpenToFillAsync(parsed, stop.Token).ConfigureAwait(false);
        var options = new TaskDbServerOptions
        {
            Urls = [.. parsed.GetValue(_urls)!],
            Token = file.Token,
            AllowInsecure = parsed.GetValue(_insecure),
            AllowedHosts = [.. parsed.GetValue(_hosts)!],
            Certificate = certificate,
            StopTimeout = Grace - TimeSpan.FromSeconds(1),
            Prune = policy is null ? null : Prune(db, policy),
            Page = parsed.GetValue(_noPage) ? null : PageService.Options(_database.Read(parsed), parsed.GetValue(_changes)),
            Loggers = loggers,
        };
        await using var server = await StartAsync(db, options, "--urls", stop.Token).ConfigureAwait(false);
        using var wire = _wire.Start(parsed, db, options);
        file.Write(server.Urls[0]);
        var urls = wire is null ? server.Urls : server.Urls.Add(_wire.Url(parsed, wire));
        _shell.Text.WriteLine($"serving on {string.Join(" and ", urls)}; clients find it in {file.Path}");
        if (options.Page is not null && server.Urls.Any(url => url.StartsWith("http", StringComparison.Ordinal)))
        {
            _shell.Text.WriteLine($"in a browser, once, within ten minutes: {server.CreatePageUrl()}");
        }

        _shell.Flush();
        await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return ExitCode.Success;
    }

    /// <summary>Starts a service; what is wrong with the address is reported for the option that gave it.</summary>
    public static async Task<TaskDbServer> StartAsync(
        ITaskDb db, TaskDbServerOptions options, string urlOption, CancellationToken cancellationToken)
    {
        try
        {
            return await TaskDbServer.StartAsync(db, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"{urlOption}: {fault.Message}");
        }
    }

    /// <summary>Only databases of our own layout have rules for what they keep; memory has limits of its own.</summary>
    private static Func<CancellationToken, Task<long>> Prune(ITaskDb db, RetentionPolicy policy) =>
        db.GetCapability<IPrunableTaskDb>() is { } pruned
            ? async cancel => (await pruned.PruneAsync(policy, dryRun: false, cancel).ConfigureAwait(false)).Tasks
            : throw new UsageException(
                "--keep, --record-limit and --size-limit work on a database in SQLite or PostgreSQL; --sqlitedb or --postgres names it");
}
