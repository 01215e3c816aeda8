using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Queries;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb export</c>: writes tasks into a file that a controller goes on with.</summary>
internal sealed class ExportCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Option<string> _file = new("--ipython")
    {
        Description = "The file to write, in the layout of ipcontroller --sqlitedb; it must not be there.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<bool> _noLabel = new("--no-label") { Description = "Leave out the column 'label', which ipyparallel 7 and earlier do not know." };

    private readonly Argument<string> _filter = new("filter")
    {
        Description = "Which tasks, as a filter in JSON; all if not given.",
        DefaultValueFactory = _ => "{}",
    };

    public ExportCommand(Shell shell)
        : base("export", "Writes tasks into a file that ipcontroller --sqlitedb opens.")
    {
        _shell = shell;
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        Options.Add(_file);
        Options.Add(_noLabel);
        _database.AddFileTo(this, withTable: true);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } = ["taskdb export --sqlitedb mine.db --ipython tasks.db"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ExportOptions { HasLabel = !parsed.GetValue(_noLabel), Filter = MongoQuery.ParseFor<TaskRecord>(parsed.GetRequiredValue(_filter)) };
        options.Filter.ToExpression<TaskRecord>();
        await using var source = await _database.OpenFileAsync(parsed, SqliteDbAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var report = await TransferBar.ShowAsync(
            _shell, progress => IPythonFile.ExportAsync(source, parsed.GetRequiredValue(_file), options, progress, cancellationToken)).ConfigureAwait(false);
        _shell.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Tasks} tasks exported; checksum of both sides {report.TargetChecksum}"));
        return ExitCode.Success;
    }
}
