namespace TaskDbLinq.Specification;

/// <summary>
/// What every part of the specification shares. A backend's test project has a concrete class for each part, with
/// nothing but a constructor: <c>public class SqliteRecords(SqliteFixture fixture) : RecordSpecification(fixture),
/// IClassFixture&lt;SqliteFixture&gt;</c>.
/// </summary>
public abstract class TaskDbSpecification(ITaskDbFixture fixture) : IAsyncLifetime
{
    private readonly List<ITaskDb> _databases = [];

    protected ITaskDbFixture Fixture { get; } = fixture;

    /// <summary>Ends the test's calls when the run is aborted.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await Fixture.DeleteAsync(database);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A database with these tasks, removed after the test.</summary>
    protected async Task<ITaskDb> DatabaseAsync(params TaskRecord[] tasks)
    {
        var database = await Fixture.CreateAsync(tasks);
        _databases.Add(database);
        return database;
    }

    /// <summary>A database with <see cref="Samples.Tasks"/>.</summary>
    protected Task<ITaskDb> SampleDatabaseAsync() => DatabaseAsync([.. Samples.Tasks]);

    /// <summary>The moment as the backend keeps it.</summary>
    protected DateTime Kept(DateTime moment) => new(moment.Ticks - (moment.Ticks % Fixture.TimestampResolution.Ticks), moment.Kind);

    /// <summary>The ids of a filter's answer, in ordinal order, on one line: <c>t0 t3</c>.</summary>
    protected static string Ids(ITaskDb database, string filter) =>
        Ids(database.DbQuery(filter, "msg_id").Select(row => (string)row["msg_id"]!));

    protected static string Ids(IEnumerable<TaskRecord> tasks) => Ids(tasks.Select(task => task.MsgId));

    protected static string Ids(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    /// <summary>The ids in the order of the answer.</summary>
    protected static string InOrder(IEnumerable<TaskRecord> tasks) => string.Join(' ', tasks.Select(task => task.MsgId));
}
