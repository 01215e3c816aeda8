using System.Buffers.Binary;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.Wire.Tests;

/// <summary>
/// Messages that were broken at random: bits, lengths, ends. Whatever comes, the server answers others, holds nothing of it, and
/// keeps the tasks that are there. The seed is printed where it fails.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Brief = 600;
    private const int AtLength = 100_000;

    private static readonly byte[][] Sound =
    [
        WireClient.Message(Command("{ hello: 1, saslSupportedMechs: 'admin.me' }")),
        WireClient.Message(
            Command(
                "{ find: 'task_records', filter: { msg_id: { $in: ['t0', 't1'] }, 'header.n': { $gt: 1.5 } }, projection: { "
                + "'header.n': 1 }, sort: { submitted: 1 }, limit: 2 }")),
        WireClient.Message(
            Command(
                "{ insert: 'task_records', documents: [{ msg_id: 'new', header: { a: [1, { b: 'c' }], d: NumberDecimal('1.5') }, "
                + "buffers: [BinData(0, 'AAEC')] }], ordered: false }")),
        WireClient.Message(
            Command("{ update: 'task_records', updates: [{ q: { msg_id: 'new' }, u: { $set: { 'header.a': 1 } }, upsert: true }] }")),
        WireClient.Message(Command("{ findAndModify: 'task_records', query: { msg_id: 'new' }, update: { stdout: 'x' }, new: true }")),
        WireClient.Message(
            Command(
                "{ aggregate: 'task_records', pipeline: [{ $match: { queue: null } }, { $group: { _id: '$queue', n: { $sum: 1 } } }], "
                + "cursor: { batchSize: 1 } }")),
        WireClient.Message(Command("{ distinct: 'task_records', key: 'header.n', query: { $or: [{ _id: 't0' }] } }")),
        WireClient.Message(Command("{ getMore: NumberLong(77), collection: 'task_records' }")),
        Query(Command("{ isMaster: 1, client: { driver: { name: 'fuzz' } } }")),
        Sequence(
            Command("{ insert: 'task_records', ordered: true }"),
            BsonDocument.Parse("{ msg_id: 'beside', submitted: ISODate('2026-11-28T00:00:00Z') }")),
    ];

    [Fact]
    public void The_server_lives()
    {
        var isLong = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";
        var seed = isLong ? Random.Shared.Next() : 20261128;
        output.WriteLine($"Seed {seed}.");
        var dice = new Random(seed);
        using var serving = new Serving(new TaskDbWireOptions { TransferTimeout = TimeSpan.FromSeconds(5) }, tasks: 3);
        using var steady = serving.Connect();
        var deadline = DateTime.UtcNow.AddSeconds(isLong ? 1800 : 30);
        var sent = 0;
        for (; sent < (isLong ? AtLength : Brief) && DateTime.UtcNow < deadline; sent++)
        {
            using (var client = serving.Connect())
            {
                client.Send(Broken(dice));
                client.Drain(milliseconds: 10_000);
            }

            if (sent % 100 == 0)
            {
                Assert.Equal(1.0, steady.Ask("{ ping: 1 }")["ok"].ToDouble());
            }
        }

        output.WriteLine($"{sent} broken messages.");
        Assert.True(sent > 100, $"only {sent} messages were sent");
        Assert.Equal(3, steady.Ask("{ count: 'task_records', query: { msg_id: { $in: ['t0', 't1', 't2'] } } }")["n"].ToInt32());
        Assert.True(
            SpinWait.SpinUntil(() => serving.Server.ClientCount == 1, TimeSpan.FromSeconds(20)),
            $"{serving.Server.ClientCount} clients are left");

        // The runtime's own estimate, which is below zero at times while others allocate.
        var held = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(held < 200 << 20, $"{held} bytes are held");
    }

    private static byte[] Broken(Random dice)
    {
        var message = (byte[])Sound[dice.Next(Sound.Length)].Clone();
        switch (dice.Next(6))
        {
            case 0:
                return message[..dice.Next(message.Length)];
            case 1:
                // A length somewhere in it: of the message, a section, a document, a string.
                BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(dice.Next(message.Length - 4)), dice.Next(4) switch
                {
                    0 => int.MaxValue,
                    1 => -1,
                    2 => dice.Next(message.Length * 2),
                    _ => 0,
                });
                return message;
            case 2:
                return [.. message, .. Enumerable.Range(0, dice.Next(64)).Select(_ => (byte)dice.Next(256))];
            case 3:
                // The type of a value.
                message[dice.Next(Protocol.HeaderLength + 9, message.Length)] = (byte)dice.Next(32);
                return message;
            default:
                for (var flips = dice.Next(1, 8); flips > 0; flips--)
                {
                    message[dice.Next(message.Length)] ^= (byte)(1 << dice.Next(8));
                }

                return message;
        }
    }

    private static BsonDocument Command(string json) => BsonDocument.Parse(json).Add("$db", "ipython-tasks");

    private static byte[] Query(BsonDocument command)
    {
        byte[] rest = [0, 0, 0, 0, .. "admin.$cmd\0"u8, 0, 0, 0, 0, 255, 255, 255, 255, .. command.ToBson()];
        var message = new byte[Protocol.HeaderLength + rest.Length];
        new MessageHeader(message.Length, 1, 0, Protocol.OpQuery).Write(message);
        rest.CopyTo(message, Protocol.HeaderLength);
        return message;
    }

    private static byte[] Sequence(BsonDocument command, BsonDocument document)
    {
        var bytes = document.ToBson();
        byte[] section = [1, .. BitConverter.GetBytes(4 + "documents\0".Length + bytes.Length), .. "documents\0"u8, .. bytes];
        byte[] message = [.. WireClient.Message(command), .. section];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        return message;
    }
}
