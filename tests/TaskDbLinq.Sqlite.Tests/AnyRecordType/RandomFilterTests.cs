using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Tests;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>
/// Random filters give in SQL what they give in memory, and so do their complements; a failure prints the seed of its case.
/// </summary>
public class RandomFilterTests
{
    private const int Cases = 100;

    [Fact]
    public void Sql_and_delegates_agree()
    {
        var customers = Enumerable.Range(0, 60).Select(seed => Storable(new RandomShop(seed).Customer(), seed)).ToArray();
        using var context = ShopContext.Of(customers);
        RandomCases.Run(
            Cases,
            seed =>
            {
                var filter = new RandomShop(seed).CustomerFilter();
                Agree(context, customers, filter);
                Agree(context, customers, new() { ["$nor"] = new[] { filter } });
            });
    }

    /// <summary>SQLite keeps NaN as null.</summary>
    private static Customer Storable(Customer customer, int key)
    {
        customer.Key = new Guid(key, 0, 0, new byte[8]);
        customer.Score = double.IsNaN(customer.Score) ? 0.25 : customer.Score;
        customer.Ratio = customer.Ratio is float.NaN ? null : customer.Ratio;
        return customer;
    }

    private static void Agree(ShopContext context, Customer[] customers, Dictionary<string, object?> filter)
    {
        var query = Filter.Parse(filter);
        var sql = context.Customers.Where(query.ToExpression<Customer>()).Select(c => c.Key);
        var expected = customers.Where(query.ToPredicate<Customer>()).Select(c => c.Key).Order();
        Assert.True(expected.SequenceEqual(sql.ToList().Order()), $"{query}\n{sql.ToQueryString()}");
    }
}
