using Spectre.Console;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Output;

/// <summary>Shows on standard error how far a copy has come, when a person looks there.</summary>
internal static class TransferBar
{
    public static async Task<TransferReport> ShowAsync(Shell shell, Func<IProgress<TransferProgress>?, Task<TransferReport>> copy)
    {
        if (!shell.ErrorIsTerminal)
        {
            return await copy(null).ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = shell.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(shell.Error),
        });
        console.Profile.Width = shell.Width;
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => copy(new Bars(context)))
            .ConfigureAwait(false);
    }

    /// <summary>One bar for each table.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<TransferProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

        public void Report(TransferProgress value)
        {
            if (!_bars.TryGetValue(value.Table, out var bar))
            {
                bar = context.AddTask(Markup.Escape(PlainText.Of(value.Table)));
                _bars.Add(value.Table, bar);
            }

            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Total == 0 ? 1 : value.Done;
        }
    }
}
