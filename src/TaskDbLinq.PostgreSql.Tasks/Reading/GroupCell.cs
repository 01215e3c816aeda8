using System.Collections.Immutable;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>The columns of a <see cref="GroupStatement"/> about what is in dict fields: keys as their text, values in parts.</summary>
internal static class GroupCell
{
    /// <summary>Begins an object that only looks like a typed form.</summary>
    public const string Literal = """^\s*\{\s*"\$literal"\s*:""";

    /// <summary>Doubles are added as whole numbers of 2^-20 and of 2^-70, which is exact, whatever their order.</summary>
    public const int HighBits = 20;

    /// <inheritdoc cref="HighBits"/>
    public const int LowBits = 50;

    private const string Whole = "^-?[0-9]{1,18}$";
    private const string Fraction = "^-?[0-9]{1,15}[.][0-9]{1,40}$";
    private const string NumberForm = """^\s*\{\s*"\$(number|literal)""";
    private const string DateForm =
        """^\{"\$date":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z"\}$""";

    private static readonly string High = FormattableString.Invariant($"{1L << HighBits}::float8");
    private static readonly string Low = FormattableString.Invariant($"{1L << LowBits}::float8");
    private static readonly string Most = FormattableString.Invariant($"{1L << 39}::float8");

    /// <summary>The name of what <see cref="Numbers"/> gives.</summary>
    public static string NumbersOf(string cell) => $"{cell}n";

    /// <summary>
    /// A value as a number: <c>w</c> where it is a whole one, <c>x</c> where it is a double, both NULL for what is written in other ways.
    /// </summary>
    public static string Numbers(string cell)
    {
        var isNumber = $"json_typeof({cell}.v) = 'number' AND {cell}.v::text";
        return $"SELECT CASE WHEN {isNumber} ~ '{Whole}' THEN {cell}.v::text::bigint END AS w, "
            + $"CASE WHEN {isNumber} ~ '{Fraction}' THEN {cell}.v::text::float8 END AS x";
    }

    public static string[] Key(string cell) => [$"{cell}.v::text COLLATE \"C\"", $"{cell}.d"];

    /// <summary>How many columns <see cref="Parts"/> has.</summary>
    public static int Width(GroupAggregate aggregate) => Parts(aggregate, string.Empty).Length;

    /// <summary>The columns of one value.</summary>
    public static ImmutableArray<string> Parts(GroupAggregate aggregate, string cell) =>
        aggregate.TakesNumbers ? Sums(cell) : Extremes(cell, aggregate.Name, aggregate == GroupAggregate.Min ? "bool_and" : "bool_or");

    private static ImmutableArray<string> Sums(string cell)
    {
        var (whole, number) = ($"{NumbersOf(cell)}.w", $"{NumbersOf(cell)}.x");
        var fits = $"coalesce(abs({number}) < {Most} AND {number} * {High} * {Low} = trunc({number} * {High} * {Low}), false)";
        var high = $"trunc({number} * {High})";
        return
        [
            $"count({whole})",
            $"coalesce(sum({whole}), 0)",
            $"count(*) FILTER (WHERE {fits})",
            $"coalesce(sum({high}::bigint) FILTER (WHERE {fits}), 0)",
            $"coalesce(sum((({number} * {High} - {high}) * {Low})::bigint) FILTER (WHERE {fits}), 0)",
            $"array_agg({Text(cell)}) FILTER (WHERE json_typeof({cell}.v) = 'number' AND {whole} IS NULL AND NOT {fits} "
                + $"OR {cell}.v::text ~ '{NumberForm}')",
        ];
    }

    private static ImmutableArray<string> Extremes(string cell, string function, string ofBooleans)
    {
        var (whole, number) = ($"{NumbersOf(cell)}.w", $"{NumbersOf(cell)}.x");
        return
        [
            $"{function}({whole})",
            $"{function}({number})",
            $"{function}(CASE WHEN json_typeof({cell}.v) = 'string' THEN {cell}.v #>> '{{}}' END COLLATE \"C\")",
            $"{ofBooleans}(CASE WHEN json_typeof({cell}.v) = 'boolean' THEN {cell}.v::text::boolean END)",
            $"{function}(CASE WHEN {cell}.v::text ~ '{DateForm}' THEN {cell}.v::text END COLLATE \"C\")",
            $"array_agg(DISTINCT {Text(cell)}) FILTER (WHERE json_typeof({cell}.v) NOT IN ('null', 'string', 'boolean') "
                + $"AND {whole} IS NULL AND {number} IS NULL AND {cell}.v::text !~ '{DateForm}')",
        ];
    }

    /// <summary>The value, and how far its path was followed: the reader follows the rest.</summary>
    private static string Text(string cell) => $"{cell}.d || ':' || {cell}.v::text";
}
