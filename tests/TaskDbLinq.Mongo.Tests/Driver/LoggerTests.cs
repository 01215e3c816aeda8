using Microsoft.Extensions.Logging;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>What the opening of a database tells its logger.</summary>
public sealed class LoggerTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task The_making_of_indexes_is_reported()
    {
        var logger = new Lines();
        var name = fixture.CollectionName();
        await using (await fixture.OpenAsync(name, new MongoDbOptions { Logger = logger }))
        {
            Assert.StartsWith($"{name} has its indexes, after ", Assert.Single(logger.Written), StringComparison.Ordinal);
        }

        await using (await fixture.OpenAsync(name, new MongoDbOptions { Logger = logger, CreateIndexes = false }))
        {
            Assert.Single(logger.Written);
        }
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
