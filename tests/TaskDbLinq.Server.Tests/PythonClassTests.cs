using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TaskDbLinq.Server.Tests;

/// <summary>taskdblinq.py alone, without a cluster.</summary>
public sealed class PythonClassTests : ControllerTest
{
    [Fact]
    public async Task The_class_does_what_a_hub_needs()
    {
        IpyparallelScript.Require();
        await using var db = await SqliteDb.OpenAsync(Path.Combine(Folder, "tasks.db"), cancellationToken: Cancel);
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
        var failed = result.GetProperty("failed").EnumerateArray().Select(test => test.GetString()).ToList();
        Assert.True(failed.Count == 0, string.Join('\n', failed));
        Assert.Equal((22, 0), (result.GetProperty("run").GetInt32(), result.GetProperty("skipped").GetInt32()));
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
}
