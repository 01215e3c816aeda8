using System.CommandLine;
using System.CommandLine.Parsing;
using TaskDbLinq.Filters;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that pick tasks by when they were submitted: <c>--since 1h --until 2026-11-01</c>.</summary>
internal sealed class TimeRange
{
    private readonly Option<string?> _since = Moment(
        "--since", "Only tasks submitted at or after this: 1h (ago), 2d12h, now, 2026-11-01, 2026-11-01T12:00Z.");
    private readonly Option<string?> _until = Moment("--until", "Only tasks submitted before this.");

    public void AddTo(Command command)
    {
        command.Options.Add(_since);
        command.Options.Add(_until);
    }

    public bool IsGiven(CommandResult command) => command.GetResult(_since) is not null || command.GetResult(_until) is not null;

    /// <summary><c>{ filter } => { $and: [filter, { submitted: { $gte: since, $lt: until } }] }</c></summary>
    public Filter Narrow(ParseResult parsed, Filter filter, DateTime now)
    {
        var range = new Dictionary<string, object?>();
        if (parsed.GetValue(_since) is { } since && TimeWords.TryMoment(since, now, out var first))
        {
            range["$gte"] = first;
        }

        if (parsed.GetValue(_until) is { } until && TimeWords.TryMoment(until, now, out var end))
        {
            range["$lt"] = end;
        }

        return range.Count == 0 ? filter : Selection.And(filter, new Dictionary<string, object?> { [TaskKey.Submitted] = range });
    }

    private static Option<string?> Moment(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !TimeWords.TryMoment(text, DateTime.UtcNow, out _))
            {
                result.AddError($"{name}: expected a time such as 1h, 2d12h, now or 2026-11-01T12:00Z, not '{text}'");
            }
        });
        return option;
    }
}
