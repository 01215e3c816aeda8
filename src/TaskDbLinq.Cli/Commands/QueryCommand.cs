using System.CommandLine;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb query</c>: the tasks that a filter selects.</summary>
internal sealed class QueryCommand : RowCommand
{
    private readonly FilterSource _source;

    public QueryCommand(Shell shell)
        : base(shell, "query", "Prints the tasks that a filter selects.", new Argument<string>("filter")
        {
            Description = "A filter as JSON: IPython's keys, MongoDB's operators. @FILE reads a file, - standard input.",
            DefaultValueFactory = _ => "{}",
        })
    {
        _source = new FilterSource(shell);
        _source.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        """taskdb query --sqlitedb tasks.db '{"completed": null}' --keys msg_id,started""",
        """taskdb query '{"started": {"$gte": "-1h"}}' --sort -started --limit 10""",
        """taskdb query --since 2026-11-01 --count""",
        """taskdb query '{"client_uuid": "$me"}' --arg me=b02e7b21-0bdb1fe319bb12446b90223a""",
    ];

    protected override Filter Parse(ParseResult parsed, string question, DateTime now) => _source.Read(parsed, question, now);
}
