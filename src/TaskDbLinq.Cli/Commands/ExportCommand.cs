using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb export</c>: whole tasks, as lines for other programs or as a file that a controller goes on with.</summary>
internal sealed class ExportCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly FilterSource _source;

    private readonly Argument<string> _filter = new("filter")
    {
        Description = "Which tasks, as a filter in JSON; all if not given.",
        DefaultValueFactory = _ => "{}",
    };

    private readonly Option<string?> _keys = ArgumentRules.Keys("--keys", "a,b", "The keys to write, with commas; all if not given.");
    private readonly Option<string?> _format = ArgumentRules.Choice(
        "--format", "What to write; jsonl if not given.", [.. Formats.ExportNames]);
    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "The file to write; it must not be there. Standard output if not given.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _ipython = new("--ipython")
    {
        Description = "Write this file, in the layout of ipcontroller --sqlitedb; it must not be there.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noLabel = new("--no-label")
    {
        Description = "Leave out the column 'label', which ipyparallel 7 and earlier do not know.",
    };

    public ExportCommand(Shell shell)
        : base(
            "export", "Writes whole tasks, with their buffers: as JSON lines, as CSV, or into a file that ipcontroller --sqlitedb opens.")
    {
        (_shell, _source) = (shell, new FilterSource(shell));
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        _database.AddTo(this);
        _range.AddTo(this);
        _source.AddTo(this);
        foreach (var option in (Option[])[_keys, _format, _out, _ipython, _noLabel])
        {
            Options.Add(option);
        }

        Validators.Add(CheckTogether);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb export --out tasks.jsonl",
        """taskdb export '{"queue": "task"}' --since 1d --format csv --keys msg_id,started,completed""",
        "taskdb export --sqlitedb mine.db --ipython tasks.db",
    ];

    private void CheckTogether(CommandResult result)
    {
        var isIPython = result.GetValue(_ipython) is not null;
        foreach (var option in ((Option[])[_keys, _format, _out]).Where(option => isIPython && result.GetResult(option) is not null))
        {
            result.AddError($"--ipython writes whole tasks in a layout of its own: {option.Name} does not go with it");
        }

        if (result.GetValue(_noLabel) && !isIPython)
        {
            result.AddError("--no-label goes with --ipython");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var filter = _range.Narrow(parsed, _source.Read(parsed, parsed.GetRequiredValue(_filter), now), now);
        var query = new TaskQuery
        {
            Filter = filter,
            Keys = ArgumentRules.List(parsed, _keys) is { } keys ? TaskKeys.Of(keys) : TaskKeys.All,
        };
        var format = parsed.GetValue(_format) ?? Formats.ExportNames[0];
        if (parsed.GetValue(_ipython) is { } ipython)
        {
            await using var source = await _database.OpenOwnAsync(parsed, DatabaseUse.Read, cancellationToken).ConfigureAwait(false);
            await CopyAsync(
                source,
                ipython,
                new ExportOptions { HasLabel = !parsed.GetValue(_noLabel), Filter = filter },
                cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        }

        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_out) is { } path)
        {
            var count = await NewFile.WriteAsync(path, async partial =>
            {
                var file = new FileStream(partial, FileMode.CreateNew);
                await using (file.ConfigureAwait(false))
                {
                    return await WriteAsync(db, query, format, file, cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
            _shell.Text.WriteLine($"{Numbers.Tasks(count)} exported");
        }
        else
        {
            await WriteAsync(db, query, format, _shell.Output, cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }

    private static async Task<long> WriteAsync(
        ITaskDb db, TaskQuery query, string format, Stream output, CancellationToken cancellationToken)
    {
        using var writer = Formats.OpenPlain(format, output, Columns.Of(query.Keys));
        return await RowPrinting.PrintAsync(db.QueryAsync(query, cancellationToken), writer, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(ITaskDb source, string file, ExportOptions options, CancellationToken cancellationToken)
    {
        var report = await TransferBar.ShowAsync(
            _shell, progress => IPythonFile.ExportAsync(source, file, options, progress, cancellationToken)).ConfigureAwait(false);
        _shell.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Tasks} tasks exported; checksum of both sides {report.TargetChecksum}"));
    }
}
