using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb query</c>: the tasks that a filter selects.</summary>
internal sealed class QueryCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Argument<string> _filter = new("filter")
    {
        Description = "A filter as JSON: IPython's keys, MongoDB's operators.",
        DefaultValueFactory = _ => "{}",
    };

    private readonly Option<string?> _keys = new("--keys")
    {
        Description = "The keys to show, with commas; all but the buffers if not given.",
        HelpName = "a,b",
    };

    private readonly Option<string?> _sort = new("--sort")
    {
        Description = "The keys to sort by, with commas; a minus for descending.",
        HelpName = "a,-b",
    };

    private readonly Option<int?> _skip = ArgumentRules.Count("--skip", "Leave out the first N tasks.");
    private readonly Option<int?> _limit = ArgumentRules.Count("--limit", "Show at most N tasks.");
    private readonly Option<bool> _count = new("--count") { Description = "Print only how many tasks there are." };

    private readonly Option<string?> _format = ArgumentRules.Choice(
        "--format", "How to print; table on a terminal, jsonl otherwise.", [.. Formats.Names]);

    public QueryCommand(Shell shell)
        : base("query", "Prints the tasks that a filter selects.")
    {
        _shell = shell;
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        _database.AddTo(this);
        foreach (var option in (Option[])[_keys, _sort, _skip, _limit, _count, _format])
        {
            Options.Add(option);
        }

        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        """taskdb query --sqlitedb tasks.db '{"completed": null}' --keys msg_id,started""",
        """taskdb query '{"started": {"$gte": "2026-11-01T00:00:00Z"}}' --sort -started --limit 10""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // The question is checked whole before a file is touched: a bad one is a bad one whatever the file is.
        var query = new TaskQuery
        {
            Filter = MongoQuery.ParseFor<TaskRecord>(parsed.GetRequiredValue(_filter)),
            Keys = TaskKeys.Of(ArgumentRules.List(parsed, _keys)),
            Sort = TaskSort.Parse(ArgumentRules.List(parsed, _sort) ?? []),
            Skip = parsed.GetValue(_skip) ?? 0,
            Limit = parsed.GetValue(_limit),
        };
        query.Filter.ToExpression<TaskRecord>();

        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_count))
        {
            var shown = Math.Max(0, await db.CountAsync(query.Filter, cancellationToken).ConfigureAwait(false) - query.Skip);
            _shell.Text.WriteLine(Math.Min(shown, query.Limit ?? long.MaxValue).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            using var writer = Formats.Open(parsed.GetValue(_format), _shell, query.Keys);
            await RowPrinting.PrintAsync(db.QueryAsync(query, cancellationToken), writer, cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }
}
