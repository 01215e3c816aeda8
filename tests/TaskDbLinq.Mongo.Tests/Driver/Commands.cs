using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver.Core.Events;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>The commands that a database sent, in order.</summary>
internal sealed class Commands
{
    private readonly ConcurrentQueue<BsonDocument> _sent = new();

    public MongoDbOptions Options => new() { Watch = cluster => cluster.Subscribe<CommandStartedEvent>(Note) };

    /// <summary>The one command of this name since the last call.</summary>
    public BsonDocument Single(string name)
    {
        var command = Assert.Single(_sent, command => command.GetElement(0).Name == name);
        _sent.Clear();
        return command;
    }

    public void Clear() => _sent.Clear();

    private void Note(CommandStartedEvent started)
    {
        // The driver reuses the bytes of what it sends.
        _sent.Enqueue(BsonDocument.Parse(started.Command.ToJson()));
    }
}
