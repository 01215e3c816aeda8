using System.Collections;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.ReadBack;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling;

/// <summary>The predicate of a filter as C#, with its captured values as <c>@0</c>, <c>@1</c> and so on below it.</summary>
internal static class PredicateText
{
    private const int LongestList = 10;

    /// <summary>Returns the predicate that a filter is over a record type, with its values below it.</summary>
    /// <exception cref="QueryException">The filter does not fit the record type.</exception>
    public static string Of<T>(Filter filter)
    {
        var values = new CapturedNames([]);
        var text = new StringBuilder(CSharpText.Of(values.Visit(LoweredFilter<T>.Of(filter).Checked().Predicate)));
        foreach (var (at, value) in values.Found.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n@{at} = {Show(value!.Boxed)}");
        }

        return text.ToString();
    }

    /// <summary>A value as JSON would have it; of a long list the beginning.</summary>
    public static string Show(object? value) => value switch
    {
        null or DBNull => "null",
        string text => DocumentJson.Write(text),
        DateTime moment => Timestamps.Format(moment),
        bool flag => flag ? "true" : "false",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        DocumentValue document => DocumentJson.Write(document),
        IEnumerable list => ShowList([.. list.Cast<object?>().Take(LongestList + 1)]),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static string ShowList(List<object?> items) =>
        $"[{string.Join(", ", items.Take(LongestList).Select(Show))}{(items.Count > LongestList ? ", …" : string.Empty)}]";
}
