using TaskDbLinq.TextPredicates;

namespace TaskDbLinq;

/// <summary>Predicates as text, for command lines and configuration.</summary>
public static class FilterFromText
{
    extension(Filter)
    {
        /// <summary>
        /// Reads a predicate written as text: <c>completed == null and engine_uuid in @0</c>. Fields have their key or their
        /// C# name, dict fields an index (<c>header["msg_type"]</c>), values are literals or <c>@0</c>, <c>@1</c> and so on;
        /// a string compared with a timestamp is ISO 8601.
        /// </summary>
        /// <remarks>
        /// The operators are C#'s and <c>and</c>, <c>or</c>, <c>not</c>, <c>in</c>; the methods are <c>StartsWith</c>,
        /// <c>EndsWith</c> and <c>Contains</c> of strings, and <c>Any</c>, <c>All</c>, <c>Count</c> and <c>Contains</c> of
        /// lists. There is nothing else, so that a text from outside can be run.
        /// </remarks>
        /// <typeparam name="T">The record type.</typeparam>
        /// <param name="predicate">The text; at most 4,000 characters.</param>
        /// <param name="values">The values that the text refers to.</param>
        /// <exception cref="QueryException">The text is not a predicate that a filter can say; each problem has its position or its
        /// part.</exception>
        public static Filter FromText<T>(string predicate, params object?[] values)
        {
            ArgumentNullException.ThrowIfNull(predicate);
            ArgumentNullException.ThrowIfNull(values);

            // C# takes a string[] for the array of values itself; it was meant as one of them.
            return Filter.FromExpression(LinqText.Parse<T>(predicate, values.GetType() == typeof(object[]) ? values : [values]));
        }
    }
}
