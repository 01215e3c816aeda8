using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Cli.Commands;

/// <summary>A command that prints tasks; of its own it has how the question is put.</summary>
internal abstract class RowCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly Argument<string> _question;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly RowOptions _rows = new();

    protected RowCommand(Shell shell, string name, string description, Argument<string> question)
        : base(name, description)
    {
        (_shell, _question) = (shell, question);
        question.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(question);
        _database.AddTo(this);
        _range.AddTo(this);
        _rows.AddTo(this);
        SetAction(RunAsync);
    }

    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>The filter that the question is.</summary>
    /// <exception cref="QueryException">It does not fit a task.</exception>
    protected abstract Filter Parse(ParseResult parsed, string question, DateTime now);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // The question is checked whole before a file is touched: a bad one is a bad one whatever the file is.
        var now = DateTime.UtcNow;
        var query = _rows.Read(parsed, _range.Narrow(parsed, Parse(parsed, parsed.GetRequiredValue(_question), now), now));
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        await _rows.PrintAsync(parsed, _shell, db, query, cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
