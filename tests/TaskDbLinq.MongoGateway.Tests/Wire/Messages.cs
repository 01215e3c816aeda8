using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Tests.Wire;

/// <summary>Builds messages byte by byte, independently of the code under test.</summary>
internal static class Messages
{
    public static byte[] Msg(uint flags, params byte[][] sections) =>
        Framed(Protocol.OpMsg, [BitConverter.GetBytes(flags), .. sections]);

    public static byte[] Body(BsonDocument command) => [0, .. command.ToBson()];

    public static byte[] Sequence(string name, params BsonDocument[] documents)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(name), 0, .. documents.SelectMany(document => document.ToBson())];
        return [1, .. BitConverter.GetBytes(content.Length + 4), .. content];
    }

    public static byte[] Query(string collection, BsonDocument command) => Framed(
        Protocol.OpQuery, [new byte[4], [.. Encoding.UTF8.GetBytes(collection), 0], new byte[8], command.ToBson()]);

    public static byte[] WithChecksum(byte[] message, uint error = 0)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length + 4);
        return [.. message, .. BitConverter.GetBytes(BitwiseCrc32C(message) + error)];
    }

    public static byte[] Framed(int opCode, params byte[][] parts)
    {
        var content = parts.SelectMany(part => part).ToArray();
        return
        [
            .. BitConverter.GetBytes(content.Length + 16), .. BitConverter.GetBytes(7), .. new byte[4],
            .. BitConverter.GetBytes(opCode), .. content,
        ];
    }

    // The textbook definition, one bit at a time.
    private static uint BitwiseCrc32C(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return ~crc;
    }
}
