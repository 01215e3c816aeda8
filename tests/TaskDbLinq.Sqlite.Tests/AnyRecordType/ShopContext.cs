using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>
/// An ordinary EF Core context: customers with an address, orders and their lines, in a database of its own, by default in memory.
/// </summary>
internal sealed class ShopContext(Action<DbContextOptionsBuilder>? configure = null) : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public static ShopContext Of(IEnumerable<Customer> customers, Action<DbContextOptionsBuilder>? configure = null)
    {
        var context = new ShopContext(configure);
        context.Database.OpenConnection();
        context.Database.EnsureCreated();
        context.Customers.AddRange(customers);
        context.SaveChanges();
        return context;
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        (configure ?? (options => options.UseSqlite("Data Source=:memory:").UseMongoQueries()))(optionsBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var customer = modelBuilder.Entity<Customer>();
        customer.HasKey(c => c.Key);
        customer.HasOne(c => c.Address).WithOne().HasForeignKey<Address>("CustomerKey");
        customer.HasMany(c => c.Orders).WithOne().HasForeignKey("CustomerKey");
        WithKey<Address>(modelBuilder).HasOne(a => a.Country).WithOne().HasForeignKey<Country>("AddressId");
        WithKey<Country>(modelBuilder);
        WithKey<Order>(modelBuilder).HasMany(o => o.Lines).WithOne().HasForeignKey("OrderId");
        WithKey<Line>(modelBuilder);
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> WithKey<T>(ModelBuilder model)
        where T : class
    {
        var entity = model.Entity<T>();
        entity.Property<int>("Id");
        entity.HasKey("Id");
        return entity;
    }
}
