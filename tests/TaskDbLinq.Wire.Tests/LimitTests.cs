using System.Net.Sockets;
using MongoDB.Bson;

namespace TaskDbLinq.Wire.Tests;

/// <summary>What the server takes at most: connections, cursors, time, sizes, depths, and how long it waits.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_oldest_cursor_ends_when_there_are_too_many()
    {
        using var serving = new Serving(new TaskDbWireOptions { MaxCursors = 2 }, tasks: 3);
        using var client = serving.Connect();
        var ids = Enumerable.Range(0, 3).Select(_ => client.Ask("{ find: 'task_records', batchSize: 1 }")["cursor"]["id"].AsInt64).ToList();
        Assert.Equal(2, serving.Server.CursorCount);
        Assert.Equal(43, client.Ask(GetMore(ids[0]))["code"].AsInt32);
        Assert.Equal(1.0, client.Ask(GetMore(ids[2]))["ok"].ToDouble());
    }

    [Fact]
    public void A_cursor_ends_when_it_is_idle()
    {
        using var serving = new Serving(new TaskDbWireOptions { CursorTimeout = TimeSpan.FromMilliseconds(300) }, tasks: 3);
        using var client = serving.Connect();
        var id = client.Ask("{ find: 'task_records', batchSize: 1 }")["cursor"]["id"].AsInt64;
        Assert.NotEqual(0, id);
        Assert.True(SpinWait.SpinUntil(() => serving.Server.CursorCount == 0, TimeSpan.FromSeconds(20)));
        Assert.Equal(43, client.Ask(GetMore(id))["code"].AsInt32);
    }

    [Fact]
    public void A_call_ends_when_its_time_is_over()
    {
        using var serving = new Serving(new TaskDbWireOptions { TimeLimit = TimeSpan.Zero }, tasks: 3);
        using var client = serving.Connect();
        Assert.Equal(50, client.Ask("{ find: 'task_records' }")["code"].AsInt32);
        Assert.Equal(0, serving.Server.CursorCount);
    }

    [Fact]
    public void Those_beyond_the_last_connection_are_turned_away()
    {
        using var serving = new Serving(new TaskDbWireOptions { MaxConnections = 2 });
        using var first = serving.Connect();
        using var second = serving.Connect();
        Assert.Equal(1.0, first.Ask("{ ping: 1 }")["ok"].ToDouble());
        Assert.Equal(1.0, second.Ask("{ ping: 1 }")["ok"].ToDouble());
        using (var third = serving.Connect())
        {
            Assert.True(third.IsClosed());
        }

        second.Dispose();
        Assert.True(SpinWait.SpinUntil(() => serving.Server.ClientCount == 1, TimeSpan.FromSeconds(20)));
        using var fourth = serving.Connect();
        Assert.Equal(1.0, fourth.Ask("{ ping: 1 }")["ok"].ToDouble());
    }

    [Fact]
    public void A_message_that_does_not_come_to_its_end_is_cut_off_and_one_that_has_not_begun_is_not()
    {
        using var serving = new Serving(new TaskDbWireOptions { TransferTimeout = TimeSpan.FromMilliseconds(500) });
        using var silent = serving.Connect();
        using var slow = serving.Connect();
        slow.Send([100, 0, 0]);
        Assert.True(slow.IsClosed());
        Assert.Equal(1.0, silent.Ask("{ ping: 1 }")["ok"].ToDouble());
    }

    [Fact]
    public void A_stranger_may_not_send_much()
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-wire");
        try
        {
            var users = WireUserFile.Open(Path.Combine(folder.FullName, "users.json"));
            users.Set("me", "correct horse");
            using var serving = new Serving(new TaskDbWireOptions { Users = users });
            using var client = serving.Connect();
            Assert.Equal(1.0, client.Ask("{ ping: 1 }")["ok"].ToDouble());
            Assert.Equal(13, client.Ask("{ find: 'task_records' }")["code"].AsInt32);
            client.Send([0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xDD, 7, 0, 0]);
            Assert.True(client.IsClosed());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_document_that_nests_too_deep_is_an_error_before_anything_descends()
    {
        using var serving = new Serving(new TaskDbWireOptions());
        using var client = serving.Connect();
        var depth = 100_000;
        var bytes = new byte[(depth * 8) + 5];
        for (var at = 0; at <= depth; at++)
        {
            // A document with one document under an empty name: length, type, name; then the ends.
            BitConverter.TryWriteBytes(bytes.AsSpan(at * 6), bytes.Length - (at * 7));
            if (at < depth)
            {
                bytes[(at * 6) + 4] = 3;
            }
        }

        var command = new BsonDocument { { "find", "task_records" }, { "filter", new RawBsonDocument(bytes) }, { "$db", "ipython-tasks" } };
        Assert.Equal(15, client.Ask(command)["code"].AsInt32);
        Assert.Equal(1.0, client.Ask("{ ping: 1 }")["ok"].ToDouble());
    }

    /// <summary>Large messages wait for each other: together they take up no more than the limit.</summary>
    [Fact]
    public async Task Large_messages_share_their_memory()
    {
        using var serving = new Serving(new TaskDbWireOptions { MaxMessageMemory = 8 << 20, TransferTimeout = TimeSpan.FromSeconds(1) });
        using var first = serving.Connect();
        using var second = serving.Connect();
        first.Send(Header(6 << 20));
        await Task.Delay(200, Cancel);
        second.Send(Header(6 << 20));
        Assert.True(second.IsClosed());
        Assert.True(first.IsClosed());
        using var third = serving.Connect();
        Assert.Equal(1.0, third.Ask("{ ping: 1 }")["ok"].ToDouble());

        static byte[] Header(int length)
        {
            var header = new byte[32];
            BitConverter.TryWriteBytes(header, length);
            BitConverter.TryWriteBytes(header.AsSpan(12), 2013);
            return header;
        }
    }

    [Fact]
    public void A_thousand_connections_cost_little()
    {
        using var serving = new Serving(new TaskDbWireOptions());
        var before = Environment.WorkingSet;
        var clients = new List<WireClient>();
        try
        {
            for (var at = 0; at < 1000; at++)
            {
                clients.Add(serving.Connect());
                if (at % 2 == 0)
                {
                    clients[at].Send([16, 0]);
                }
            }

            using var one = serving.Connect();
            Assert.Equal(1.0, one.Ask("{ ping: 1 }")["ok"].ToDouble());
            Assert.Equal(1.0, clients[1].Ask("{ ping: 1 }")["ok"].ToDouble());
            Assert.InRange(Environment.WorkingSet - before, long.MinValue, 512L << 20);
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            Assert.Skip("this machine allows too few open sockets to a process");
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        Assert.True(SpinWait.SpinUntil(() => serving.Server.ClientCount == 0, TimeSpan.FromSeconds(30)));
    }

    private static string GetMore(long id) => $"{{ getMore: NumberLong('{id}'), collection: 'task_records', batchSize: 1 }}";
}
