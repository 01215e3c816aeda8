using System.CommandLine;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb query</c>: the tasks that a filter selects.</summary>
internal sealed class QueryCommand(Shell shell) : RowCommand(
    shell,
    "query",
    "Prints the tasks that a filter selects.",
    new Argument<string>("filter")
    {
        Description = "A filter as JSON: IPython's keys, MongoDB's operators.",
        DefaultValueFactory = _ => "{}",
    })
{
    public override IReadOnlyList<string> Examples { get; } =
    [
        """taskdb query --sqlitedb tasks.db '{"completed": null}' --keys msg_id,started""",
        """taskdb query '{"started": {"$gte": "-1h"}}' --sort -started --limit 10""",
        """taskdb query --since 2026-11-01 --count""",
    ];

    protected override Filter Parse(string question, DateTime now) => FilterText.Parse(question, now);
}
