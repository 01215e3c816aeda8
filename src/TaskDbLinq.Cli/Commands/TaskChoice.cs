using System.CommandLine;
using System.CommandLine.Parsing;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Cli.Commands;

/// <summary>Which tasks an operation is about: ids, or one filter, which begins with a brace as no id does.</summary>
internal sealed class TaskChoice
{
    private readonly TimeRange _range = new();
    private readonly FilterSource _source;

    private readonly Argument<string[]> _tasks = new("tasks")
    {
        Description = "Ids of tasks, or one filter as JSON.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public TaskChoice(Shell shell)
    {
        _source = new FilterSource(shell);
        _tasks.Validators.Add(result =>
        {
            ArgumentRules.RefuseOptionLike(result);
            if (result.Tokens.Count > 1 && result.Tokens.Any(token => FilterSource.IsFilter(token.Value)))
            {
                result.AddError("expected ids of tasks, or one filter, not both; a filter is one argument, in quotes");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_tasks);
        _range.AddTo(command);
        _source.AddTo(command);
        command.Validators.Add(result =>
        {
            if (HasIds(result) && _range.IsGiven(result))
            {
                result.AddError("--since and --until narrow a filter, not ids");
            }
        });
    }

    /// <summary>Whether the command line says which tasks at all.</summary>
    public bool IsGiven(CommandResult command) => command.GetValue(_tasks) is { Length: > 0 } || _range.IsGiven(command);

    public bool HasIds(CommandResult command) => command.GetValue(_tasks) is [var first, ..] && !FilterSource.IsFilter(first);

    /// <summary>The ids; null when the choice is a filter.</summary>
    public string[]? Ids(ParseResult parsed) =>
        parsed.GetValue(_tasks) is [var first, ..] ids && !FilterSource.IsFilter(first) ? ids : null;

    /// <summary>The filter, of everything if none is given.</summary>
    /// <exception cref="QueryException">It does not fit a task.</exception>
    public Filter FilterOf(ParseResult parsed)
    {
        var now = DateTime.UtcNow;
        var filter = parsed.GetValue(_tasks) is [var text] ? _source.Read(parsed, text, now) : Filter.Everything;
        return _range.Narrow(parsed, filter, now);
    }
}
