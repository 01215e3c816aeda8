using Microsoft.EntityFrameworkCore;
using TaskDbLinq;

namespace Shop;

public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = []; }
public class Order { public int Id { get; set; } public DateTime Placed { get; set; } public List<Line> Lines { get; set; } = []; }
public class Line { public int Id { get; set; } public string Sku { get; set; } = ""; public int Quantity { get; set; } }

public class ShopContext : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseSqlite("Data Source=shop.db").UseMongoQueries();
}
