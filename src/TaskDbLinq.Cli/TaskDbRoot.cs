using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Cli.Describing;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli;

/// <summary>The commands, by what they are for. A new one is a class in Commands/ and a line here.</summary>
internal sealed class TaskDbRoot : GroupedRoot
{
    /// <summary>The word for times in the zone of the machine.</summary>
    public const string Local = "local";

    private static readonly KnownGroup[] Known =
    [
        new(
            "Ask",
            [
                new("query", shell => new QueryCommand(shell)), new("linq", shell => new LinqCommand(shell)),
                new("get", shell => new GetCommand(shell)), new("result", shell => new ResultCommand(shell)),
                new("history", shell => new HistoryCommand(shell)), new("stats", shell => new StatsCommand(shell)),
                new("explain", shell => new ExplainCommand(shell)), new("plot", shell => new PlotCommand(shell)),
                new("wait", shell => new WaitCommand(shell)),
            ]),
        new(
            "Change",
            [
                new("purge", shell => new PurgeCommand(shell)), new("prune", shell => new PruneCommand(shell)),
                new("resubmit", shell => new ResubmitCommand(shell)),
            ]),
        new(
            "Move",
            [
                new("import", shell => new ImportCommand(shell)), new("export", shell => new ExportCommand(shell)),
                new("demo", shell => new DemoCommand(shell)),
            ]),
        new(
            "Serve and set up",
            [
                new("serve", shell => new ServeCommand(shell)), new("ui", shell => new UiCommand(shell)),
                new("config", shell => new ConfigCommand(shell)), new("doctor", shell => new DoctorCommand(shell)),
                new("completion", shell => new CompletionCommand(shell), IsAboutAll: true),
                new("man", shell => new ManCommand(shell), IsAboutAll: true),
            ]),
    ];

    /// <summary>Makes all commands.</summary>
    public TaskDbRoot(Shell shell)
        : this(shell, static _ => true)
    {
    }

    private TaskDbRoot(Shell shell, Func<KnownCommand, bool> isWanted)
        : base("Asks, changes and moves the tasks of an IPython cluster, and serves them to a controller.")
    {
        Options.Add(Time);
        Groups =
        [
            .. Known.Select(group => new CommandGroup(
                group.Title, [.. group.Commands.Where(isWanted).Select(command => command.Make(shell))])),
        ];
        foreach (var command in Groups.SelectMany(group => group.Commands))
        {
            Subcommands.Add(command);
        }
    }

    /// <summary>In which zone times are printed.</summary>
    public Option<string?> Time { get; } = TimeOption();

    /// <summary>
    /// Makes the command that the arguments begin with, and no other: to make all of them takes longer than to answer. All are made
    /// where none is named first.
    /// </summary>
    public static TaskDbRoot For(IReadOnlyList<string> args, Shell shell)
    {
        var named = Named(args);
        return named is null or { IsAboutAll: true } ? new TaskDbRoot(shell) : new TaskDbRoot(shell, command => command == named);
    }

    /// <summary>
    /// Makes the command that the arguments begin with, without help and version: those two read their texts from resources, which
    /// takes longer than to parse.
    /// </summary>
    /// <returns>What parses the arguments, and in which zone times are printed; null where no command, or help, is asked for.</returns>
    public static (Command Parser, Option<string?> Time)? Alone(IReadOnlyList<string> args, Shell shell)
    {
        if (Named(args) is not { IsAboutAll: false } named || args.Any(IsAboutCommand))
        {
            return null;
        }

        var time = TimeOption();
        return (new Command("taskdb") { time, named.Make(shell) }, time);
    }

    /// <summary>Whether an argument may ask for help or for the version; a few that don't are no harm.</summary>
    private static bool IsAboutCommand(string argument) => argument is ['-' or '/', 'h' or '?', ..]
        || argument.StartsWith("--help", StringComparison.Ordinal) || argument.StartsWith("--version", StringComparison.Ordinal);

    private static KnownCommand? Named(IReadOnlyList<string> args) =>
        args.Count == 0 ? null : Known.SelectMany(group => group.Commands).FirstOrDefault(command => command.Name == args[0]);

    private static Option<string?> TimeOption()
    {
        var time = ArgumentRules.Choice("--time", "Print times in UTC, the default, or in local time.", "utc", Local);
        time.Recursive = true;
        return time;
    }

    private sealed record KnownGroup(string Title, KnownCommand[] Commands);

    /// <summary>A command that can be made.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Make">Makes it.</param>
    /// <param name="IsAboutAll">Whether it describes all commands.</param>
    private sealed record KnownCommand(string Name, Func<Shell, Command> Make, bool IsAboutAll = false);
}
