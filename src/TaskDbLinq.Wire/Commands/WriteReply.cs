using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>What became of the statements of a write: how many documents, and which statements failed.</summary>
internal sealed class WriteReply(bool isOrdered)
{
    private readonly BsonArray _errors = [];
    private readonly BsonArray _upserted = [];

    public long Count { get; set; }

    /// <summary>The documents that are other than before; null for a write that modifies none.</summary>
    public long? Modified { get; set; }

    /// <summary>Whether no statement is made any more.</summary>
    public bool IsOver => isOrdered && _errors.Count > 0;

    public void Upserted(int index, string id)
    {
        _upserted.Add(new BsonDocument { { "index", index }, { "_id", id } });
        Count++;
    }

    /// <summary>Makes a statement; its failure is its own.</summary>
    /// <returns>False when it failed.</returns>
    public bool Try(int index, string ns, Action statement)
    {
        try
        {
            statement();
            return true;
        }
        catch (Exception fault) when (Faults.OfStatement(fault, ns) is { } error)
        {
            _errors.Add(new BsonDocument("index", index).AddRange(error));
            return false;
        }
    }

    public byte[] ToBson()
    {
        var reply = new BsonDocument("n", Numbers.Of(Count));
        if (_upserted.Count > 0)
        {
            reply.Add("upserted", _upserted);
        }

        if (Modified is { } modified)
        {
            reply.Add("nModified", Numbers.Of(modified));
        }

        if (_errors.Count > 0)
        {
            reply.Add("writeErrors", _errors);
        }

        return Reply.Ok(reply);
    }
}
