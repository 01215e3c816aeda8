using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>Who may come, and by what way: SCRAM-SHA-256 with MongoDB's own driver, TLS, addresses that others reach.</summary>
public sealed class SecurityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-wire");

    private string UserFile => Path.Combine(_folder.FullName, "users.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_user_with_the_password_may_ask_and_nobody_else()
    {
        var users = WireUserFile.Open(UserFile);
        users.Set("me, myself=I", "correct horse");
        users.Set("other", "staple");
        using var db = Serve(new TaskDbWireOptions { Users = WireUserFile.Open(UserFile) }, out var address);
        Assert.Equal(0, Count(address, MongoCredential.CreateCredential("admin", "me, myself=I", "correct horse")));
        Assert.Equal(0, Count(address, MongoCredential.CreateCredential("admin", "other", "staple")));
        Assert.Throws<MongoAuthenticationException>(
            () => Count(address, MongoCredential.CreateCredential("admin", "other", "correct horse")));
        Assert.Throws<MongoAuthenticationException>(() => Count(address, MongoCredential.CreateCredential("admin", "nobody", "staple")));
        Assert.Equal(13, Assert.Throws<MongoCommandException>(() => Count(address, null)).Code);
    }

    [Fact]
    public void The_file_holds_no_password_and_is_its_owners_alone()
    {
        WireUserFile.Open(UserFile).Set("me", "correct horse");
        Assert.DoesNotContain("horse", File.ReadAllText(UserFile), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("files have no mode here");
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(UserFile));
        File.SetUnixFileMode(UserFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<IOException>(() => WireUserFile.Open(UserFile)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"me": {"iterations": 1, "salt": "AA==", "storedKey": "AA==", "serverKey": "AA=="}}""")]
    public void A_file_of_something_else_is_refused(string text)
    {
        File.WriteAllText(UserFile, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(UserFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.Throws<IOException>(() => WireUserFile.Open(UserFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pässword")]
    [InlineData("tab\t")]
    public void A_password_that_clients_would_change_is_refused(string password) =>
        Assert.ThrowsAny<ArgumentException>(() => WireUserFile.Open(UserFile).Set("me", password));

    [Fact]
    public void An_address_that_others_reach_needs_users_and_TLS()
    {
        var options = new TaskDbWireOptions { Address = new IPEndPoint(IPAddress.Any, 0) };
        var users = WireUserFile.Open(UserFile);
        users.Set("me", "correct horse");
        using var certificate = Certificate();
        Assert.Throws<ArgumentException>(() => Serve(options, out _));
        Assert.Throws<ArgumentException>(() => Serve(options with { Certificate = certificate }, out _));
        Assert.Throws<ArgumentException>(() => Serve(options with { AllowInsecure = true }, out _));
        Assert.Throws<ArgumentException>(() => Serve(options with { Users = users }, out _));
        Serve(options with { Users = users, Certificate = certificate }, out _).Dispose();
        Serve(options with { Users = users, AllowInsecure = true }, out _).Dispose();
    }

    [Fact]
    public void TLS_is_spoken_and_plain_text_is_cut_off()
    {
        using var certificate = Certificate();
        using var db = Serve(
            new TaskDbWireOptions { Certificate = certificate, TransferTimeout = TimeSpan.FromSeconds(2) }, out var address);
        Assert.Equal(0, Count(address, null, tls: true));
        Assert.Throws<TimeoutException>(() => Count(address, null));
    }

    private static Serving Serve(TaskDbWireOptions options, out IPEndPoint address)
    {
        var db = new DictDb();
        var server = TaskDbWireServer.Start(db, options);
        address = new IPEndPoint(IPAddress.Loopback, server.Address.Port);
        return new Serving(server, db);
    }

    private static long Count(IPEndPoint address, MongoCredential? credential, bool tls = false)
    {
        using var client = new MongoClient(new MongoClientSettings
        {
            Server = new MongoServerAddress("localhost", address.Port),
            DirectConnection = true,
            Credential = credential,
            UseTls = tls,
            AllowInsecureTls = tls,
            ServerSelectionTimeout = TimeSpan.FromSeconds(tls || credential is not null ? 30 : 2),
        });
        return client.GetDatabase("ipython-tasks")
            .GetCollection<BsonDocument>("task_records")
            .CountDocuments(FilterDefinition<BsonDocument>.Empty);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
    }

    private sealed class Serving(TaskDbWireServer server, DictDb db) : IDisposable
    {
        public void Dispose()
        {
            server.Dispose();
            db.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
