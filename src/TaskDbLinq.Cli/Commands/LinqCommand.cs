using System.CommandLine;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb linq</c>: the tasks for which a LINQ predicate holds. The predicate is read as a filter.</summary>
internal sealed class LinqCommand(Shell shell) : RowCommand(
    shell,
    "linq",
    "Prints the tasks for which a LINQ predicate holds.",
    new Argument<string>("predicate") { Description = "A LINQ predicate: keys or C# names, C#'s operators, and, or, not, in." })
{
    public override IReadOnlyList<string> Examples { get; } =
    [
        """taskdb linq 'completed == null and header["msg_type"] == "apply_request"' --keys msg_id,started""",
        """taskdb linq 'started >= "2026-11-01T00:00:00Z" and queue in ("mux", "task")' --count""",
    ];

    protected override Filter Parse(ParseResult parsed, string question, DateTime now) => Filter.FromText<TaskRecord>(question);
}
