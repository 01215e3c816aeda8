using System.CommandLine;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb query</c>: the tasks that a filter selects.</summary>
internal sealed class QueryCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly RowOptions _rows = new();

    private readonly Argument<string> _filter = new("filter")
    {
        Description = "A filter as JSON: IPython's keys, MongoDB's operators.",
        DefaultValueFactory = _ => "{}",
    };

    public QueryCommand(Shell shell)
        : base("query", "Prints the tasks that a filter selects.")
    {
        _shell = shell;
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        _database.AddTo(this);
        _range.AddTo(this);
        _rows.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        """taskdb query --sqlitedb tasks.db '{"completed": null}' --keys msg_id,started""",
        """taskdb query '{"started": {"$gte": "-1h"}}' --sort -started --limit 10""",
        """taskdb query --since 2026-11-01 --count""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // The question is checked whole before a file is touched: a bad one is a bad one whatever the file is.
        var now = DateTime.UtcNow;
        var query = _rows.Read(parsed, _range.Narrow(parsed, FilterText.Parse(parsed.GetRequiredValue(_filter), now), now));
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        await _rows.PrintAsync(parsed, _shell, db, query, cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
