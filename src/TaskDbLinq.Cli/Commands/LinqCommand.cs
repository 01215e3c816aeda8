using System.CommandLine;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb linq</c>: the tasks for which a LINQ predicate holds. It becomes a filter, and goes the way of one.</summary>
internal sealed class LinqCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly RowOptions _rows = new();

    private readonly Argument<string> _predicate = new("predicate")
    {
        Description = "A LINQ predicate: keys or C# names, C#'s operators, and, or, not, in.",
    };

    public LinqCommand(Shell shell)
        : base("linq", "Prints the tasks for which a LINQ predicate holds.")
    {
        _shell = shell;
        _predicate.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_predicate);
        _database.AddTo(this);
        _range.AddTo(this);
        _rows.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        """taskdb linq 'completed == null and header["msg_type"] == "apply_request"' --keys msg_id,started""",
        """taskdb linq 'started >= "2026-11-01T00:00:00Z" and queue in ("mux", "task")' --count""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var query = _rows.Read(parsed, _range.Narrow(parsed, MongoQuery.FromLinq<TaskRecord>(parsed.GetRequiredValue(_predicate)), DateTime.UtcNow));
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        await _rows.PrintAsync(parsed, _shell, db, query, cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
