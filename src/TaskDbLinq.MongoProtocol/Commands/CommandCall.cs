using System.Text;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>A command ready to be handed on: its name, its database and its body without protocol fields.</summary>
internal sealed class CommandCall
{
    private const byte StringType = 0x02;

    private CommandCall(string name, string database, ReadOnlyMemory<byte> body, Request request, ClientState client)
    {
        Name = name;
        Database = database;
        Body = body;
        Sequences = request.Sequences;
        Legacy = request.LegacyDatabase is not null;
        Client = client;
    }

    public string Name { get; }

    public string Database { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public IReadOnlyList<DocumentSequence> Sequences { get; }

    public bool Legacy { get; }

    public ClientState Client { get; }

    /// <summary>The value of the first element where it is a string: for most commands the collection.</summary>
    public string Target
    {
        get
        {
            foreach (var element in RawBson.Elements(Body.Span))
            {
                return element.Type == StringType
                    ? RawBson.ReadString(element.Value)
                    : throw CommandException.BadValue($"{Name} needs a collection name");
            }

            throw CommandException.BadValue("an empty command");
        }
    }

    public static CommandCall From(Request request, ClientState client)
    {
        string? name = null;
        var database = request.LegacyDatabase;
        foreach (var element in RawBson.Elements(request.Body.Span))
        {
            name ??= Encoding.UTF8.GetString(element.Name);
            if (element.Type == StringType && element.Name.SequenceEqual("$db"u8))
            {
                database = RawBson.ReadString(element.Value);
            }
            else if (element.Name.SequenceEqual("txnNumber"u8))
            {
                // What a single server without replication answers; to drop the field instead would
                // quietly run a transaction's statements one by one.
                throw new CommandException(
                    new(20, "IllegalOperation"),
                    "Transaction numbers are only allowed on a replica set member or mongos");
            }
        }

        return new CommandCall(
            name ?? throw CommandException.BadValue("an empty command"),
            database ?? throw CommandException.BadValue("a command without $db"),
            RawBson.Without(request.Body, IsProtocolField),
            request,
            client);
    }

    /// <summary>The kind-1 section <paramref name="name"/>, or null where the body holds the documents.</summary>
    public ReadOnlyMemory<byte>? Documents(string name) => Sequences switch
    {
        [] => (ReadOnlyMemory<byte>?)null,
        [var only] when only.Name == name => only.Documents,
        _ => throw CommandException.BadValue($"{Name} takes one document sequence at most, '{name}'"),
    };

    // What drivers add for the server's bookkeeping; what answers knows nothing of sessions or clusters.
    private static bool IsProtocolField(ReadOnlySpan<byte> name) =>
        name.StartsWith("$"u8)
        || name.SequenceEqual("lsid"u8)
        || name.StartsWith("api"u8);
}
