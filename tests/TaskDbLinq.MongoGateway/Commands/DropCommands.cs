using System.Text;
using MongoDB.Bson;
using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>Drops a collection; as in MongoDB 7.0, one that does not exist is no error.</summary>
internal sealed class DropCommand(EngineClient engine) : ICommand
{
    private const string Sql = "SELECT documentdb_api.drop_collection($1, convert_from($2::bytea, 'UTF8'))";

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var name = Encoding.UTF8.GetBytes(call.Target);
        var existed = engine.Call(Sql, call.Database, name, null, reader => reader.GetBoolean(0));
        var reply = new BsonDocument("ok", 1.0);
        if (existed)
        {
            reply.InsertAt(0, new BsonElement("ns", $"{call.Database}.{call.Target}"));
        }

        return reply.ToBson();
    }
}

/// <summary>Drops a database with all its collections.</summary>
internal sealed class DropDatabaseCommand(EngineClient engine) : ICommand
{
    private const string Sql = "SELECT documentdb_api.drop_database($1) WHERE $2::bytea IS NOT NULL";

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        engine.Call(Sql, call.Database, call.Body, null, _ => true);
        return new BsonDocument { { "dropped", call.Database }, { "ok", 1.0 } }.ToBson();
    }
}
