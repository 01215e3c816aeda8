using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskDbLinq;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The C# of README.md and docs/, so that it compiles, and runs where that can be; <see cref="ReadmeTests"/> compares the text.</summary>
public class Snippets : CliTest
{
    internal static async Task OpenAsync()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync("tasks.db");
        var hourAgo = DateTime.UtcNow.AddHours(-1);

        Assert.Equal(DateTimeKind.Utc, hourAgo.Kind);
        Assert.NotNull(db);
    }

    internal static async Task ScaleAsync()
    {
        await using var db = await MongoDb.OpenAsync(
            "mongodb://a.example,b.example,c.example/ipython-tasks?replicaSet=rs0&w=majority&readPreference=secondaryPreferred");
    }

    [Fact]
    public async Task TheQueriesOfTheDocumentationRun()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Path.Combine(Folder, Sample71), new SqliteDbOptions { Access = SqliteDbAccess.ReadOnly });
        var hourAgo = DateTime.UtcNow.AddHours(-1);
        var me = "b02e7b21-0bdb1fe319bb12446b90223a";
        string[] uuids = ["53e5a9a0-95524cb4095edd505cfbaa14", "ffe8aa4f-d8aa04f5590353d93a61abcf"];

        db.Tasks.Where(t => t.Completed == null).Select(t => new { t.MsgId, t.Started }).ToList();

        db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]);

        db.Tasks.Where(t => t.Started >= hourAgo && t.ClientUuid == me).ToList();

        db.DbQuery(new Dictionary<string, object?>
        {
            ["started"] = new Dictionary<string, object?> { ["$gte"] = hourAgo },
            ["client_uuid"] = me,
        });

        db.Tasks.Where(t => t.Started < hourAgo && t.ClientUuid != me).ToList();

        db.DbQuery(new Dictionary<string, object?>
        {
            ["started"] = new Dictionary<string, object?> { ["$le"] = hourAgo },
            ["client_uuid"] = new Dictionary<string, object?> { ["$ne"] = me },
        });

        db.Tasks.Where(t => uuids.Contains(t.EngineUuid)).Select(t => new { t.MsgId, t.ResultHeader }).ToList();

        db.DbQuery(new Dictionary<string, object?>
        {
            ["engine_uuid"] = new Dictionary<string, object?> { ["$in"] = uuids },
        }, "result_header");
    }

    [Fact]
    public void AShopIsAskedInSqlAndInMemory()
    {
        List<Customer> customers =
        [
            new() { Name = "Ann", Orders = [new() { Placed = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc), Lines = [new() { Sku = "X-7", Quantity = 1 }] }] },
            new() { Name = "Abe", Orders = [new() { Placed = new(2025, 5, 1, 0, 0, 0, DateTimeKind.Utc), Lines = [new() { Sku = "X-7", Quantity = 1 }] }] },
            new() { Name = "Bob", Orders = [new() { Placed = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc), Lines = [new() { Sku = "X-7", Quantity = 1 }] }] },
        ];
        using var shop = new Shop();
        shop.Database.OpenConnection();
        shop.Database.EnsureCreated();
        shop.AddRange(customers);
        shop.SaveChanges();

        // In an ordinary DbContext: options.UseSqlite("Data Source=shop.db").UseMongoQueries()
        var filter = Filter.ToExpression<Customer>("""
            { "name": { "$regex": "^A" },
              "orders": { "$elemMatch": { "placed": { "$gte": "2026-01-01T00:00:00Z" }, "lines.sku": "X-7" } } }
            """);
        var inSql = shop.Customers.Where(filter).ToList();
        var inMemory = customers.Where(filter.Compile()).ToList();

        Assert.Equal("Ann", Assert.Single(inSql).Name);
        Assert.Equal("Ann", Assert.Single(inMemory).Name);
    }

    [Fact]
    public async Task AnApplicationHasTheDatabase()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TaskDb:HubFactory:db_class", "DictDB")]).Build();
        var services = new ServiceCollection().AddLogging();

        services.AddTaskDb(configuration.GetSection("TaskDb"));
        services.AddHealthChecks().AddTaskDb();

        await using var provider = services.BuildServiceProvider();
        Assert.Equal(0, await provider.GetRequiredService<ITaskDb>().CountAsync(Filter.Everything));
    }

    public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = []; }
    public class Order { public int Id { get; set; } public DateTime Placed { get; set; } public List<Line> Lines { get; set; } = []; }
    public class Line { public int Id { get; set; } public string Sku { get; set; } = ""; public int Quantity { get; set; } }

    private sealed class Shop : DbContext
    {
        public DbSet<Customer> Customers => Set<Customer>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:").UseMongoQueries();
    }
}
