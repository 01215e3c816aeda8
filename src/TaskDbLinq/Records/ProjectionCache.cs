using System.Linq.Expressions;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Linq;

namespace TaskDbLinq.Records;

/// <summary>What queries make of tasks, compiled once for all that make the same of them, with whatever values.</summary>
/// <param name="provider">The provider whose tasks are asked.</param>
internal sealed class ProjectionCache(StoreQueryProvider provider)
{
    private const int Capacity = 256;

    private readonly BoundedCache<QueryShape, Delegate> _known = new("linq projection", Capacity);

    /// <summary>Returns what makes an element of the values of a task's keys.</summary>
    /// <param name="find">The query.</param>
    public Func<object?[], T> Of<T>(LinqFind find)
    {
        if (find.Selector is null)
        {
            var whole = find.Projection.Compile<T>();
            return row => whole(row, []);
        }

        var read = new ShapeReader(provider, typeof(T));
        read.Read(find.Selector);
        var values = read.Values;
        var make = _known.GetOrAdd(
            read.Shape(),
            (find.Selector, Read: read, Values: values),
            static (_, query) => FieldProjection.Of(
                (LambdaExpression)new Lifting(query.Read).Visit(query.Selector)!, query.Values, withId: true)?.Compile<T>())
            as Func<object?[], Captured[], T> ?? find.Projection.Compile<T>(isForOnce: true);
        return row => make(row, values);
    }
}
