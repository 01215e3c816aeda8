using System.Linq.Expressions;
using TaskDbLinq.Filters;

namespace TaskDbLinq.PostgreSql.Tests.Table;

/// <summary>Records in a store, and the same in memory.</summary>
internal static class Side
{
    public static Side<T, TKey> Of<T, TKey>(
        string provider, IEnumerable<T> rows, IQueryable<T> stored, Expression<Func<T, TKey>> key) => new(provider, rows, stored, key);
}

/// <inheritdoc cref="Side"/>
/// <param name="provider">The store.</param>
/// <param name="rows">The records in memory.</param>
/// <param name="stored">The records in the store.</param>
/// <param name="key">
/// What tells records apart. Only that is read of what a filter finds: EF Core compiles for each new shape how records are read, and of a
/// record of seventy columns that takes longer than everything else.
/// </param>
internal sealed class Side<T, TKey>(string provider, IEnumerable<T> rows, IQueryable<T> stored, Expression<Func<T, TKey>> key)
{
    private readonly Func<T, TKey> _key = key.Compile();

    public string Provider => provider;

    /// <summary>The keys of what a filter finds in memory.</summary>
    public string InMemory(Filter filter) => string.Join(' ', rows.Where(filter.ToPredicate<T>()).Select(_key).Order());

    /// <summary>The keys of what a filter finds in the store.</summary>
    public string InStore(Filter filter) => string.Join(' ', stored.Where(filter.ToExpression<T>()).Select(key).AsEnumerable().Order());
}
