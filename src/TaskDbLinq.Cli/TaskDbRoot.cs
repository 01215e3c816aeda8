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

    public TaskDbRoot(Shell shell)
        : base("Asks, changes and moves the tasks of an IPython cluster, and serves them to a controller.")
    {
        Time.Recursive = true;
        Options.Add(Time);
        Groups =
        [
            (
                "Ask",
                [
                    new QueryCommand(shell), new LinqCommand(shell), new GetCommand(shell),
                    new ResultCommand(shell), new HistoryCommand(shell), new StatsCommand(shell),
                    new ExplainCommand(shell), new PlotCommand(shell), new WaitCommand(shell),
                ]),
            ("Change", [new PurgeCommand(shell), new PruneCommand(shell), new ResubmitCommand(shell)]),
            ("Move", [new ImportCommand(shell), new ExportCommand(shell), new DemoCommand(shell)]),
            (
                "Serve and set up",
                [
                    new ServeCommand(shell), new UiCommand(shell), new ConfigCommand(shell), new DoctorCommand(shell),
                    new CompletionCommand(shell), new ManCommand(shell),
                ]),
        ];
        foreach (var command in Groups.SelectMany(group => group.Commands))
        {
            Subcommands.Add(command);
        }
    }

    /// <summary>In which zone times are printed.</summary>
    public Option<string?> Time { get; } = ArgumentRules.Choice(
        "--time", "Print times in UTC, the default, or in local time.", "utc", Local);
}
