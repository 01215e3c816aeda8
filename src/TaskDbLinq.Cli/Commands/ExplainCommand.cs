using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo;
using TaskDbLinq.Mongo.Reading;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary>
/// <c>taskdb explain</c>: a query stage by stage, into every backend. No task is read. The SQL and its plan are those of
/// the named SQLite file, or of an empty one; MongoDB is not asked; memory is empty, so that its plan names every index
/// that may serve.
/// </summary>
internal sealed class ExplainCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly FilterSource _source;
    private readonly RowOptions _rows = new();

    private readonly Argument<string?> _filter = new("filter") { Description = "A filter as JSON.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _linq = new("--linq")
    {
        Description = "A LINQ predicate in place of a filter.",
        HelpName = "PREDICATE",
    };
    private readonly Option<string?> _format = ArgumentRules.Choice("--format", "How to print; text if not given.", "text", "json");

    public ExplainCommand(Shell shell)
        : base("explain", "Prints a query as each backend runs it: normalized, as C#, as SQL with its plan, for MongoDB, in memory.")
    {
        (_shell, _source) = (shell, new FilterSource(shell));
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        Options.Add(_linq);
        _database.AddTo(this);
        _range.AddTo(this);
        _source.AddTo(this);
        _rows.AddChoiceTo(this);
        Options.Add(_format);
        Validators.Add(result =>
        {
            if (result.GetValue(_filter) is not null == result.GetValue(_linq) is not null)
            {
                result.AddError("expected either a filter or --linq with a predicate");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        """taskdb explain '{"completed": null, "engine_uuid": "e1"}' --keys msg_id,started""",
        """taskdb explain --linq 'completed == null and header["msg_type"] == "apply_request"'""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var linq = parsed.GetValue(_linq);
        var filter = linq is null ? _source.Read(parsed, parsed.GetValue(_filter)!, now) : Filter.FromText<TaskRecord>(linq);
        var query = _rows.Read(parsed, _range.Narrow(parsed, filter, now));
        var stages = new List<QueryStage>();
        if (linq is not null)
        {
            stages.Add(new QueryStage("linq", linq));
        }

        stages.AddRange(await SqliteAsync(parsed, query, cancellationToken).ConfigureAwait(false));
        if (_database.Read(parsed) is { Kind: TaskDbBackend.Postgres } place)
        {
            await using var db = await Databases.OpenAsync(place, DatabaseUse.Read, cancellationToken).ConfigureAwait(false);
            stages.AddRange(db.Explain(query).Stages.ExceptBy(stages.Select(stage => stage.Name), stage => stage.Name));
        }

        stages.AddRange(QueryStages.Of(query));
        await using var memory = new DictDb();
        stages.AddRange(memory.Explain(query).Stages.ExceptBy(stages.Select(stage => stage.Name), stage => stage.Name));
        Print(stages, parsed.GetValue(_format) == "json");
        return ExitCode.Success;
    }

    /// <summary>The stages up to SQLite's plan, of the file that is named or there, or else of an empty one.</summary>
    private async Task<IEnumerable<QueryStage>> SqliteAsync(ParseResult parsed, TaskQuery query, CancellationToken cancellationToken)
    {
        var place = _database.Read(parsed);
        if (place.Kind == TaskDbBackend.Sqlite && (_database.IsNamed(parsed) || File.Exists(place.Where)))
        {
            await using var db = await Databases.OpenAsync(place, DatabaseUse.Read, cancellationToken).ConfigureAwait(false);
            return db.Explain(query).Stages;
        }

        var folder = Directory.CreateTempSubdirectory("taskdb-explain-");
        try
        {
            await using var db = await SqliteDb.OpenAsync(
                Path.Combine(folder.FullName, "empty.db"), cancellationToken: cancellationToken).ConfigureAwait(false);
            return db.Explain(query).Stages;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Print(List<QueryStage> stages, bool asJson)
    {
        foreach (var stage in stages)
        {
            if (asJson)
            {
                JsonObjects.Write(_shell, json =>
                {
                    json.WriteString("stage", stage.Name);
                    json.Member("text", stage.Text);
                    json.Member("problem", stage.Problem);
                });
                continue;
            }

            _shell.Text.WriteLine(stage.Name);
            foreach (var line in (stage.Text ?? $"can't be translated: {stage.Problem}").Split('\n'))
            {
                _shell.Text.WriteLine($"  {line.TrimEnd('\r')}");
            }
        }
    }
}
