using Microsoft.EntityFrameworkCore;
using TaskDbLinq;

namespace Shop;

/// <summary>The C# of docs/providers.md, compiled beside both packages.</summary>
internal static class ProviderSnippets
{
    public static void Use(DbContextOptionsBuilder options, string connection)
    {
        options.UseNpgsql(connection).UseMongoQueries();      // package TaskDbLinq.PostgreSql
        options.UseSqlite(connection).UseMongoQueries();      // package TaskDbLinq.Sqlite
    }

    public static IQueryable<Customer> Ask(ShopContext context, string json) =>
        context.Customers.Where(Filter.ToExpression<Customer>(json))
        ;
}
