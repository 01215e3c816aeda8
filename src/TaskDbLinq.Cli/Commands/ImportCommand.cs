using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb import</c>: copies one of IPython's files into a database in our own layout.</summary>
internal sealed class ImportCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The file to read, as ipcontroller --sqlitedb wrote it; it may be writing to it now.",
    };

    private readonly Option<string?> _from = new("--table")
    {
        Description = "The table to read in it; every table of tasks if not given.",
        HelpName = "NAME",
    };

    public ImportCommand(Shell shell)
        : base("import", "Copies tasks out of an IPython file; run again, it continues where it stopped.")
    {
        _shell = shell;
        _file.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_file);
        Options.Add(_from);
        _database.AddTo(this, withTable: false);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb import ~/.ipython/profile_default/tasks.db --sqlitedb mine.db",
        "taskdb import tasks.db --postgres 'Host=db.example;Database=tasks'",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_file);
        if (_database.Read(parsed) is { Kind: TaskDbBackend.Sqlite, Where: var place } && Path.GetFullPath(file) == Path.GetFullPath(place))
        {
            throw new UsageException($"'{file}' can't be copied into itself; --sqlitedb names the file to write");
        }

        // A file that can't be read must not leave a new database behind.
        if (!File.Exists(file))
        {
            throw new TaskDbException(
                Directory.Exists(file) ? $"'{file}' is a directory, not a task database." : $"There is no file '{file}'.");
        }

        await using var target = await _database.OpenOwnAsync(parsed, DatabaseUse.Fill, cancellationToken).ConfigureAwait(false);
        var options = new ImportOptions { Table = parsed.GetValue(_from) };
        var report = await TransferBar.ShowAsync(
            _shell, progress => IPythonFile.ImportAsync(file, target, options, progress, cancellationToken)).ConfigureAwait(false);
        if (!report.IsExact)
        {
            var ids = string.Join(", ", report.DifferentIds.Concat(report.Different > report.DifferentIds.Count ? ["..."] : []));
            throw new TaskDbException(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Different} of {report.Tasks} tasks differ from the file; those that were there already are as they were: {ids}"));
        }

        _shell.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Tasks} tasks: {report.Added} imported, {report.Present} there already; "
            + $"checksum of both sides {report.TargetChecksum}"));
        return ExitCode.Success;
    }
}
