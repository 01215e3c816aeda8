using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// The values of queries that SQLite can't hold, conditions and patterns, by number: a parameter holds the number, and our
/// functions find the value by it, so that nothing is written to be parsed again.
/// </summary>
/// <remarks>
/// Values are held weakly: a number is forgotten when its value is collected. Each parameter holds its value, so that a value
/// lives as long as a command that may still ask for it.
/// </remarks>
internal static class NumberedValues
{
    private static readonly ConditionalWeakTable<object, Number> Numbers = [];
    private static readonly ConditionalWeakTable<DbParameter, object> Held = [];
    private static readonly ConcurrentDictionary<long, WeakReference<object>> Values = new();
    private static long _last;

    /// <summary>How many values are known; those that were collected a short time ago are among them.</summary>
    public static int Count => Values.Count;

    /// <summary>Returns the number of a value; the same one as long as the value lives.</summary>
    public static long NumberOf(object value) => Numbers.GetValue(value, static added => new Number(added)).Value;

    /// <summary>Returns the value of a number.</summary>
    /// <exception cref="InvalidOperationException">The number is not one of a living value.</exception>
    public static T Find<T>(long number)
        where T : class =>
        Values.TryGetValue(number, out var known) && known.TryGetTarget(out var value) && value is T found
            ? found
            : throw new InvalidOperationException($"{number} is not the number of a value of a query that runs.");

    /// <summary>Makes a parameter hold the value whose number it has.</summary>
    public static void Hold(DbParameter parameter, object value) => Held.AddOrUpdate(parameter, value);

    /// <summary>Returns the value that a parameter holds by its number; null for a parameter with a value of its own.</summary>
    public static object? HeldBy(DbParameter parameter) => Held.TryGetValue(parameter, out var value) ? value : null;

    /// <summary>A number, which goes with its value.</summary>
    private sealed class Number
    {
        public Number(object value)
        {
            Value = Interlocked.Increment(ref _last);
            Values[Value] = new WeakReference<object>(value);
        }

        ~Number() => Values.TryRemove(Value, out _);

        public long Value { get; }
    }
}
