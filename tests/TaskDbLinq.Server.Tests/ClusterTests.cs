using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace TaskDbLinq.Server.Tests;

/// <summary>Real controllers (Debian's python3-ipyparallel) that store their tasks with us.</summary>
public sealed class ClusterTests : IDisposable
{
    private const string Token = "0123456789abcdef-of-the-tests";

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";

    /// <summary>
    /// Where our answers differ from those of the original's SQLiteDB, for the same session. The original is wrong each time: it
    /// gives <c>error</c> as JSON text, has no <c>$exists</c>, loses <c>display_data</c>, drops nothing when a purge names engines
    /// only, and has no task of the session any more after the controller was started again.
    /// </summary>
    private static readonly Dictionary<string, string> Ours = new()
    {
        ["query $exists"] = "[]",
        ["query unknown operator"] = "\"RemoteError: TaskDbError(queue.$near: $near is not run: geospatial queries are not supported)\"",
        ["display"] =
            """
            [["client_uuid", "completed", "content", "display_data", "engine_uuid", "error", "execute_input", "execute_result", "header", "label",
              "metadata", "msg_id", "queue", "received", "resubmitted", "result_content", "result_header", "result_metadata", "started", "stderr",
              "stdout", "submitted"], {"text/plain": "42"}]
            """,
        ["purge by engine"] = "null",
        ["purged by engine"] = "[]",
        ["after a restart"] =
            """
            [{"msg_id": "task 7", "queue": "mux", "result_content": {"status": "error", "ename": "ValueError", "evalue": "no",
              "execution_count": 1, "user_expressions": {}, "payload": []}}]
            """,
        ["output after a restart"] = """[null, "out 1\n"]""",
        ["errors"] = "[]",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-cluster");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Connection => Path.Combine(_folder.FullName, "security", "taskdb-connection.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_class_does_what_a_hub_needs()
    {
        IpyparallelScript.Require();
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "tasks.db"), cancellationToken: Cancel);
        await using var server = await ServeAsync(db);
        using var certificate = LoopbackCertificate();
        await using var tls = await TaskDbServer.StartAsync(
            db, new TaskDbServerOptions { Token = Token, Urls = ["https://127.0.0.1:0"], Certificate = certificate }, Cancel);
        await File.WriteAllTextAsync(PathOf("ca.pem"), certificate.ExportCertificatePem(), Cancel);
        await using var full = await SqliteDb.OpenAsync(PathOf("full.db"), cancellationToken: Cancel);
        await full.LimitPagesAsync(60);
        await using var fullServer = await TaskDbServer.StartAsync(Freed.Of(full), new TaskDbServerOptions { Token = Token }, Cancel);
        var result = await IpyparallelScript.RunAsync(
            "taskdb_class.py", Connection, await ConnectionOfAsync(tls), PathOf("ca.pem"), await ConnectionOfAsync(fullServer));
        Assert.Equal("", string.Join('\n', result.GetProperty("failed").EnumerateArray().Select(failed => failed.GetString())));
        Assert.Equal((18, 0), (result.GetProperty("run").GetInt32(), result.GetProperty("skipped").GetInt32()));
    }

    /// <summary>A session of two clients and two engines, with a controller that is started again: the answers are those of the original's SQLiteDB, recorded.</summary>
    [Fact]
    public async Task A_cluster_sees_what_it_sees_with_the_original()
    {
        IpyparallelScript.Require();
        var recorded = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(IpyparallelScript.Folder, "session.sqlite.json"), Cancel)).RootElement;
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "tasks.db"), cancellationToken: Cancel);
        await using var server = await ServeAsync(db);
        var seen = await IpyparallelScript.RunAsync("session.py", _folder.FullName, "taskdb");
        Assert.Equal(recorded.EnumerateObject().Select(answer => answer.Name), seen.EnumerateObject().Select(answer => answer.Name));
        foreach (var answer in recorded.EnumerateObject())
        {
            var expected = Ours.TryGetValue(answer.Name, out var ours) ? JsonDocument.Parse(ours).RootElement : answer.Value;
            Assert.Equal((answer.Name, Plain(expected)), (answer.Name, Plain(seen.GetProperty(answer.Name))));
        }

        Assert.All(Ours, ours => Assert.NotEqual(Plain(JsonDocument.Parse(ours.Value).RootElement), Plain(recorded.GetProperty(ours.Key))));
    }

    [Fact]
    public async Task The_record_of_the_original_is_what_it_answers()
    {
        IpyparallelScript.Require();
        Assert.SkipUnless(IsLong, "runs the original's own database again; TASKDB_TEST_LONG=1 does");
        var recorded = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(IpyparallelScript.Folder, "session.sqlite.json"), Cancel)).RootElement;
        var seen = await IpyparallelScript.RunAsync("session.py", _folder.FullName, "sqlite");
        foreach (var answer in recorded.EnumerateObject())
        {
            Assert.Equal((answer.Name, Plain(answer.Value)), (answer.Name, Plain(seen.GetProperty(answer.Name))));
        }
    }

    /// <summary>The service is frozen and killed while tasks run, the controller ended by SIGTERM and SIGKILL after 200: nothing is lost, and nobody waits.</summary>
    [Fact]
    public async Task A_service_and_a_controller_may_fail()
    {
        IpyparallelScript.Require();
        Directory.CreateDirectory(Path.GetDirectoryName(Connection)!);
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var seen = await IpyparallelScript.RunAsync(
            "faults.py", _folder.FullName, IsLong ? "6" : "2", dotnet, Path.Combine(AppContext.BaseDirectory, "taskdb.dll"));
        foreach (var fault in (string[])["frozen", "killed"])
        {
            var answer = seen.GetProperty(fault);
            Assert.Equal((fault, 20, true), (fault, answer.GetProperty("kept").GetInt32(), answer.GetProperty("by another client").GetBoolean()));
            Assert.InRange(answer.GetProperty("slowest").GetDouble(), 0, 1);
        }

        Assert.Equal((200, 200, 0), (seen.GetProperty("SIGTERM").GetInt32(), seen.GetProperty("SIGKILL").GetInt32(), seen.GetProperty("stopped").GetInt32()));
        Assert.Contains(seen.GetProperty("log").EnumerateArray(), line => line.GetString()!.Contains("The cluster goes on", StringComparison.Ordinal));
        Assert.DoesNotContain(seen.GetProperty("log").EnumerateArray(), line => line.GetString()!.Contains("lost", StringComparison.Ordinal));
    }

    private async Task<TaskDbServer> ServeAsync(ITaskDb db)
    {
        var server = await TaskDbServer.StartAsync(db, new TaskDbServerOptions { Token = Token }, Cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(Connection)!);
        File.Move(await ConnectionOfAsync(server), Connection);
        return server;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> ConnectionOfAsync(TaskDbServer server)
    {
        var path = PathOf($"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, $$"""{"url": "{{server.Urls[0]}}", "token": "{{Token}}"}""", Cancel);
        return path;
    }

    private static X509Certificate2 LoopbackCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=taskdb test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>A store that is full until something is dropped.</summary>
    public class Freed : DispatchProxy
    {
        private SqliteDb _db = null!;

        internal static ITaskDb Of(SqliteDb db)
        {
            var freed = Create<ITaskDb, Freed>();
            ((Freed)freed)._db = db;
            return freed;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(ITaskDb.DropMatchingAsync) ? FreeAsync() : targetMethod.Invoke(_db, args);

        private async Task<long> FreeAsync()
        {
            await _db.LimitPagesAsync(1_000_000);
            return 0;
        }
    }

    /// <summary>A value with its members in order. The one thing that is ours in every task, an error as the object that it is, is made the original's.</summary>
    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{member.Name}:{(member.Name == "error" && member.Value.ValueKind == JsonValueKind.String ? Error(member.Value) : Plain(member.Value))}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(Plain))}]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };

    /// <summary><c>{ "{\"traceback\": …, \"ename\": e, \"evalue\": v}" => {ename: e, evalue: v} }</c>.</summary>
    private static string Error(JsonElement text)
    {
        var error = JsonDocument.Parse(text.GetString()!).RootElement;
        return $"{{ename:{Plain(error.GetProperty("ename"))},evalue:{Plain(error.GetProperty("evalue"))}}}";
    }
}
