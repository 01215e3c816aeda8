using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Cli.Plotting;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb plot</c>: a picture of tasks: what each engine ran when, the queue, the durations.</summary>
internal sealed class PlotCommand : Command, IHasExamples
{
    private const int UsualWidth = 1400;
    private const int UsualHeight = 1000;
    private const int Least = 200;
    private const int Most = 10_000;

    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly FilterSource _source;

    private readonly Argument<string> _filter = new("filter")
    {
        Description = "A filter as JSON.",
        DefaultValueFactory = _ => "{}",
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The picture, an .svg; one that is there is replaced.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<WholeNumber?> _width = ArgumentRules.Count(
        "--width", $"The width in pixels, {Least} to {Most}; {UsualWidth} if not given.");
    private readonly Option<WholeNumber?> _height = ArgumentRules.Count(
        "--height", $"The height in pixels, {Least} to {Most}; {UsualHeight} if not given.");

    public PlotCommand(Shell shell)
        : base("plot", "Draws tasks: what each engine ran when, how deep the queue was, how long tasks ran.")
    {
        (_shell, _source) = (shell, new FilterSource(shell));
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        _database.AddTo(this);
        _range.AddTo(this);
        _source.AddTo(this);
        Options.Add(_out);
        foreach (var size in (Option<WholeNumber?>[])[_width, _height])
        {
            Options.Add(size);
            size.Validators.Add(result =>
            {
                if (result.GetValue(size)?.Value is < Least or > Most)
                {
                    result.AddError($"{size.Name}: expected {Least} to {Most}");
                }
            });
        }

        _out.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && Path.GetExtension(path).ToLowerInvariant() is not ".svg")
            {
                result.AddError($"--out: expected a file that ends in .svg, not '{path}'; a browser or rsvg-convert makes a PNG of it");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["taskdb plot --out tasks.svg", """taskdb plot '{"queue": "task"}' --since 1d --out today.svg"""];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var filter = _range.Narrow(parsed, _source.Read(parsed, parsed.GetRequiredValue(_filter), now), now);
        var path = parsed.GetRequiredValue(_out);
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        var times = await TaskTimes.ReadAsync(db, filter, cancellationToken).ConfigureAwait(false);
        if (times.Tasks.Count == 0)
        {
            throw new IOException("there is nothing to draw: the filter selects no task that was submitted");
        }

        TaskPicture.Save(times, path, parsed.GetValue(_width)?.Value ?? UsualWidth, parsed.GetValue(_height)?.Value ?? UsualHeight);
        _shell.Text.WriteLine($"{path}: {Numbers.Tasks(times.Tasks.Count)}");
        return ExitCode.Success;
    }
}
