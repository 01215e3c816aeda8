using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Tests.Wire;

public sealed class MessageReaderTests
{
    private static readonly byte[] Small = Messages.Msg(0, Messages.Body(new BsonDocument("ping", 1)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Cuts_messages_wherever_the_network_does(int chunk)
    {
        var large = Messages.Msg(0, Messages.Body(new BsonDocument("data", new byte[3_000_000])));
        byte[] sent = [.. Small, .. large, .. Small, .. Small];
        using var reader = new MessageReader(new ChunkedStream(sent, chunk));

        Assert.Equal(Small, reader.Read()!.Value.ToArray());
        Assert.Equal(large, reader.Read()!.Value.ToArray());
        Assert.Equal(Small, reader.Read()!.Value.ToArray());
        Assert.Equal(Small, reader.Read()!.Value.ToArray());
        Assert.Null(reader.Read());
    }

    [Fact]
    public void An_end_inside_a_message_is_an_error()
    {
        for (var length = 1; length < Small.Length; length++)
        {
            using var reader = new MessageReader(new MemoryStream(Small[..length]));
            Assert.Throws<WireException>(() => reader.Read());
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(Protocol.AcceptedMessageBytes + 1)]
    [InlineData(int.MaxValue)]
    public void A_length_outside_the_limits_is_an_error(int length)
    {
        using var reader = new MessageReader(new MemoryStream([.. BitConverter.GetBytes(length), .. new byte[40]]));
        Assert.Throws<WireException>(() => reader.Read());
    }

    [Fact]
    public void A_reply_reads_back_whether_it_fits_the_buffer_or_not()
    {
        foreach (var size in new[] { 0, 10, 65_000, 65_500, 65_536, 1_000_000 })
        {
            var document = new BsonDocument("data", new byte[size]).ToBson();
            using var stream = new MemoryStream();
            new ReplyWriter(stream).Write(new Request(42, default, [], true), document);
            stream.Position = 0;
            using var reader = new MessageReader(stream);
            var message = reader.Read()!.Value;
            Assert.Equal(42, MessageHeader.Read(message.Span).ResponseTo);
            Assert.Equal(document, RequestParser.Parse(message).Body.ToArray());
            Assert.Null(reader.Read());
        }
    }

    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
