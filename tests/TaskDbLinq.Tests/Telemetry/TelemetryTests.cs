using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Tests.Telemetry;

/// <summary>What a call tells, by OpenTelemetry's names, and that no value is among it.</summary>
/// <remarks>Names and attributes: https://opentelemetry.io/docs/specs/semconv/database/database-spans/ and …/database-metrics/.</remarks>
public sealed class TelemetryTests : IDisposable
{
    /// <summary>A name of its own for each test: listeners hear of every database of the process.</summary>
    private readonly string _system = $"test.{Guid.NewGuid():N}";

    private readonly List<Activity> _activities = [];
    private readonly List<(double Seconds, Dictionary<string, object?> Tags)> _measured = [];
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();
    private readonly Lines _log = new();

    public TelemetryTests()
    {
        _activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TaskDbLinq",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("db.system.name"), _system))
                {
                    _activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_activityListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "TaskDbLinq", Name: "db.client.operation.duration", Unit: "s" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (Equals(all["db.system.name"], _system))
            {
                _measured.Add((seconds, all));
            }
        });
        _meterListener.Start();
    }

    public void Dispose()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
    }

    [Fact]
    public async Task Every_call_is_told_of()
    {
        await using var db = Database();
        var update = TaskUpdate.Empty.Set("stdout", "secret");
        await db.AddAsync(new TaskRecord { MsgId = "secret", Stdout = "secret" });
        await db.UpdateAsync("secret", update);
        await db.GetAsync("secret");
        await db.GetHistoryAsync();
        await db.CountAsync(Secret);
        Assert.Single(db.Query(new TaskQuery { Filter = Secret }));
        Assert.Single(await db.QueryAsync(new TaskQuery { Filter = Secret }).ToListAsync());
        await db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "secret 2" }));
        await db.DropAsync("secret 2");
        await db.DropMatchingAsync(Secret);

        string[] operations = ["add", "update", "get", "history", "count", "query", "query", "write", "drop", "drop_matching"];
        Assert.Equal(operations.Select(name => $"{name} records"), _activities.Select(activity => activity.DisplayName));
        Assert.All(
            _activities, activity => Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset), (activity.Kind, activity.Status)));
        Assert.Equal(operations, _activities.Select(activity => (string)activity.GetTagItem("db.operation.name")!));
        Assert.All(_activities, activity => Assert.Equal("records", activity.GetTagItem("db.collection.name")));
        Assert.Equal(operations, _measured.Select(point => (string)point.Tags["db.operation.name"]!));
        Assert.All(
            _measured, point => Assert.Equal(["db.collection.name", "db.operation.name", "db.system.name"], point.Tags.Keys.Order()));
        Assert.All(_measured, point => Assert.InRange(point.Seconds, 0, 60));
        Assert.Equal(operations, _log.Select(line => line.Text.Split(' ')[0]));
        AssertNoSecret();
    }

    [Fact]
    public async Task The_rows_of_an_answer_are_counted()
    {
        await using var db = Database();
        await db.WriteAsync(TaskBatch.Add(Enumerable.Range(0, 5).Select(i => new TaskRecord { MsgId = $"t{i}" })));
        Assert.Equal(5, db.Query(new TaskQuery()).Count());
        Assert.Equal(2, await db.QueryAsync(new TaskQuery { Limit = 2 }).CountAsync());
        Assert.Empty(db.Query(new TaskQuery { Filter = Secret }));
        Assert.Equal([null, 5L, 2L, 0L], _activities.Select(activity => activity.GetTagItem("db.response.returned_rows")));
    }

    [Fact]
    public async Task A_failure_has_its_type_and_not_its_message()
    {
        await using var db = Database();
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("secret"));
        var wrong = Filter.Parse("""{"secret": "secret"}""");
        Assert.Throws<QueryException>(() => db.Query(new TaskQuery { Filter = wrong }).ToList());
        await Assert.ThrowsAsync<QueryException>(async () => await db.QueryAsync(new TaskQuery { Filter = wrong }).ToListAsync());
        await Assert.ThrowsAsync<QueryException>(() => db.CountAsync(wrong));
        Assert.Equal(4, _activities.Count);
        Assert.All(_activities, activity => Assert.Equal((ActivityStatusCode.Error, null), (activity.Status, activity.StatusDescription)));
        string[] types =
            ["TaskDbLinq.TaskNotFoundException", "TaskDbLinq.QueryException", "TaskDbLinq.QueryException", "TaskDbLinq.QueryException"];
        Assert.Equal(types, _activities.Select(activity => (string)activity.GetTagItem("error.type")!));
        Assert.Equal(types, _measured.Select(point => (string)point.Tags["error.type"]!));
        Assert.All(_log, line => Assert.Equal(LogLevel.Debug, line.Level));
        AssertNoSecret();
    }

    [Fact]
    public async Task Trouble_of_the_database_is_a_warning()
    {
        var db = Database();
        await db.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => db.GetHistoryAsync());
        var line = Assert.Single(_log);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.EndsWith(": ObjectDisposedException.", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_belongs_to_its_caller_and_the_callers_work_does_not_belong_to_it()
    {
        await using var db = Database();
        await db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "a" }, new TaskRecord { MsgId = "b" }));
        using var outer = new Activity("outer").Start();
        foreach (var row in db.Query(new TaskQuery()))
        {
            Assert.Same(outer, Activity.Current);
        }

        await foreach (var row in db.QueryAsync(new TaskQuery()))
        {
            Assert.Same(outer, Activity.Current);
        }

        await db.GetAsync("a");
        Assert.Same(outer, Activity.Current);
        Assert.All(_activities.Skip(1), activity => Assert.Equal(outer.SpanId, activity.ParentSpanId));
        Assert.Equal(4, _activities.Count);
    }

    [Fact]
    public async Task An_answer_that_is_left_early_is_told_of()
    {
        await using var db = Database();
        await db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "a" }, new TaskRecord { MsgId = "b" }));
        Assert.NotNull(db.Query(new TaskQuery()).First());
        Assert.Equal(1L, _activities[^1].GetTagItem("db.response.returned_rows"));
    }

    private static Filter Secret { get; } = Filter.Parse("""{"stdout": "secret"}""");

    private ITaskDb Database() => new DictDb().WithTelemetry(_system, "records", _log);

    private void AssertNoSecret()
    {
        Assert.DoesNotContain(
            _activities.SelectMany(activity => activity.TagObjects),
            tag => $"{tag.Key}{tag.Value}".Contains("secret", StringComparison.Ordinal));
        Assert.All(_activities, activity => Assert.Empty(activity.Events));
        Assert.DoesNotContain(_log, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    private sealed class Lines : List<(LogLevel Level, string Text)>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Null(exception);
            Add((logLevel, formatter(state, exception)));
        }
    }
}
