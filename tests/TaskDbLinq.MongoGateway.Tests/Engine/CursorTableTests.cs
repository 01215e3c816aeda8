using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Tests.Engine;

public sealed class CursorTableTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_cursor_is_taken_once()
    {
        var table = Table(limit: 10);
        table.Put(1, [1]);
        Assert.True(table.TryTake(1, out var continuation));
        Assert.Equal([1], continuation);
        Assert.False(table.TryTake(1, out _));
    }

    [Fact]
    public void An_idle_cursor_expires_and_is_swept()
    {
        var table = Table(limit: 10);
        table.Put(1, [1]);
        _clock.Advance(TimeSpan.FromMinutes(6));
        table.Put(2, [2]);
        _clock.Advance(TimeSpan.FromMinutes(6));
        table.RemoveExpired();
        Assert.Equal(1, table.Count);
        Assert.False(table.TryTake(1, out _));
        Assert.True(table.TryTake(2, out _));
    }

    [Fact]
    public void At_the_limit_the_idlest_goes()
    {
        var table = Table(limit: 2);
        for (var id = 1; id <= 3; id++)
        {
            table.Put(id, [(byte)id]);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(table.TryTake(1, out _));
        Assert.True(table.TryTake(2, out _));
        Assert.True(table.TryTake(3, out _));
    }

    private CursorTable<byte[]> Table(int limit) => new(_clock, TimeSpan.FromMinutes(10), limit);

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
