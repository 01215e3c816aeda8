using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>
/// The same questions of a SqliteDb of 10,000 tasks in this process, and over MongoDB's wire protocol by a socket; and beside them what
/// it takes a socket to bring as many bytes.
/// </summary>
internal sealed class WireRate : IRace
{
    public const string InProcess = "in process";
    public const string Loopback = "loopback";
    public const string ByWire = "wire";

    private const int Count = 10_000;

    private DirectoryInfo _folder = null!;
    private SqliteDb _db = null!;
    private TaskDbWireServer _server = null!;
    private Socket _wire = null!;
    private Socket _echo = null!;
    private byte[] _message = [];
    private readonly byte[] _answer = new byte[32 << 20];

    public IEnumerable<Heat> Heats => [Of("Id"), Of("Rows")];

    /// <summary>With more rounds: of calls that take tens of milliseconds the first few are of code that is not compiled in full.</summary>
    private Heat Of(string work) => new(work, 0, () => OpenAsync(work)) { MoreRounds = 2 };

    private async Task<IReadOnlyList<Lane>> OpenAsync(string work)
    {
        _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
        _db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "tasks.db"));
        await _db.WriteAsync(TaskBatch.Add(GeneratedTasks.Of(Count)));
        _server = TaskDbWireServer.Start(_db);
        _wire = Connect(_server.Address);
        _message = Message(new BsonDocument
        {
            { "find", "task_records" },
            { "filter", work == "Id" ? new BsonDocument("msg_id", GeneratedTasks.Id(Count / 2)) : [] },
            { "projection", new BsonDocument { { "buffers", 0 }, { "result_buffers", 0 } } },
            { "batchSize", 2 * Count },
            { "$db", "ipython-tasks" },
        });
        var length = Ask(_wire);
        _echo = Echo(_message.Length, _answer.AsSpan(0, length).ToArray());
        return
        [
            Lane.Asking(InProcess, () => AskInProcess(work)),
            Lane.Asking(Loopback, () => Ask(_echo)),
            Lane.Asking(ByWire, () => Ask(_wire)) with { Close = CloseAsync },
        ];
    }

    private async ValueTask CloseAsync()
    {
        _wire.Dispose();
        _echo.Dispose();
        _server.Dispose();
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private int AskInProcess(string work)
    {
        var filter = work == "Id"
            ? Filter.Parse(new Dictionary<string, object?> { ["msg_id"] = GeneratedTasks.Id(Count / 2) })
            : Filter.Everything;
        return _db.Query(new TaskQuery { Filter = filter }).Count();
    }

    private int Ask(Socket socket)
    {
        socket.Send(_message);
        Receive(socket, 0, 4);
        var length = BinaryPrimitives.ReadInt32LittleEndian(_answer);
        Receive(socket, 4, length);
        return length;
    }

    private void Receive(Socket socket, int from, int to)
    {
        while (from < to)
        {
            var read = socket.Receive(_answer, from, to - from, SocketFlags.None);
            from += read > 0 ? read : throw new InvalidOperationException("The connection was closed.");
        }
    }

    private static Socket Connect(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address);
        return socket;
    }

    /// <summary>A socket behind which a thread answers each request with the same bytes.</summary>
    private static Socket Echo(int request, byte[] answer)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = Connect((IPEndPoint)listener.LocalEndPoint!);
        var server = listener.Accept();
        server.NoDelay = true;
        new Thread(Serve) { IsBackground = true }.Start();
        return client;

        void Serve()
        {
            using (server)
            {
                var buffer = new byte[request];
                for (var read = 0; ; read %= request)
                {
                    var more = server.Receive(buffer, read, request - read, SocketFlags.None);
                    if (more == 0)
                    {
                        return;
                    }

                    read += more;
                    if (read == request)
                    {
                        server.Send(answer);
                    }
                }
            }
        }
    }

    private static byte[] Message(BsonDocument command)
    {
        byte[] body = [0, 0, 0, 0, 0, .. command.ToBson()];
        var message = new byte[16 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), 2013);
        body.CopyTo(message, 16);
        return message;
    }
}
