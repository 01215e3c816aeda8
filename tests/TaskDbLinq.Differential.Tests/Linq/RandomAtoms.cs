using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Values;

namespace TaskDbLinq.Differential.Tests.Linq;

/// <summary>Predicates as C# writes them. The guards are written by hand: what C# would raise for does not hold.</summary>
public sealed class RandomAtoms(Dice dice)
{
    /// <summary>The test that the engine can't be asked: its $dateTrunc is wrong by days.</summary>
    public const string Date = "Submitted.Date";

    public Atom Predicate(int depth) => dice.Next(depth > 0 ? 10 : 5) switch
    {
        < 5 => Single(),
        5 or 6 => Atom.And(Predicate(depth - 1), Predicate(depth - 1)),
        7 or 8 => Atom.Or(Predicate(depth - 1), Predicate(depth - 1)),
        _ => Atom.Not(Predicate(depth - 1)),
    };

    private Atom Single() => dice.Next(3) switch
    {
        0 => Text(),
        1 => Time(),
        _ => Dict(),
    };

    private Atom Text()
    {
        var s = dice.Pick(Alphabet.Strings);
        var n = dice.Next(4);
        string?[] list = [dice.Pick(Alphabet.Strings), dice.Pick(Alphabet.Strings), dice.Chance(30) ? null : "a"];
        var nullable = dice.Chance(20) ? null : s;

        // Only of ASCII letters do all stores know the other case.
        var (upper, lower) = (dice.Pick(["A", "AB", "ABC", ""]), dice.Pick(["a", "ab", "abc", ""]));
        return dice.Next(22) switch
        {
            0 => Atom.Of($"Label == '{s}'", t => t.Label == s),
            1 => Atom.Of($"Label != '{s}'", t => t.Label != s),
            2 => Atom.Of("Label == null", t => t.Label == null),
            3 => Atom.Of($"Label == captured '{nullable}'", t => t.Label == nullable),
            4 =>
                new($"Label.StartsWith('{s}')", t => t.Label!.StartsWith(s), t => t.Label?.StartsWith(s, StringComparison.Ordinal) == true),
            5 => new($"Label.EndsWith('{s}')", t => t.Label!.EndsWith(s), t => t.Label?.EndsWith(s, StringComparison.Ordinal) == true),
            6 => new($"Stdout.Contains('{s}')", t => t.Stdout!.Contains(s), t => t.Stdout?.Contains(s, StringComparison.Ordinal) == true),
            7 => new($"Stdout.Length > {n}", t => t.Stdout!.Length > n, t => t.Stdout?.EnumerateRunes().Count() > n),
            8 => new($"Stdout.Length == {n}", t => t.Stdout!.Length == n, t => t.Stdout?.EnumerateRunes().Count() == n),
            9 => new($"Label.ToUpper() == '{upper}'", t => t.Label!.ToUpper() == upper, t => t.Label?.ToUpperInvariant() == upper),
            10 => new($"Label.ToLower() == '{lower}'", t => t.Label!.ToLower() == lower, t => t.Label?.ToLowerInvariant() == lower),
            11 => new($"Label.Trim() == '{s}'", t => t.Label!.Trim() == s, t => t.Label?.Trim() == s),
            12 => Atom.Of("IsNullOrEmpty(Label)", t => string.IsNullOrEmpty(t.Label)),
            13 => Atom.Of($"[{string.Join(',', list)}].Contains(Label)", t => list.Contains(t.Label)),
            14 => Atom.Of($"(Label ?? '{s}') == 'a'", t => (t.Label ?? s) == "a"),
            15 => Atom.Of("Label == Stdout", t => t.Label == t.Stdout),
            16 => Atom.Of("Label != Stdout", t => t.Label != t.Stdout),
            17 =>
                new(
                    $"Label.Replace('a', 'b') == '{s}'",
                    t => t.Label!.Replace("a", "b") == s,
                    t => t.Label?.Replace("a", "b", StringComparison.Ordinal) == s),
            18 => Atom.Of($"Label + 'b' == '{s}'", t => t.Label + "b" == s),
            19 => new(
                "Label.Contains(Stdout)",
                t => t.Label!.Contains(t.Stdout!),
                t => t.Label is not null && t.Stdout is not null && t.Label.Contains(t.Stdout, StringComparison.Ordinal)),
            20 => new(
                $"Label.IndexOf('b') == {n}", t => t.Label!.IndexOf("b") == n, t => t.Label?.IndexOf('b', StringComparison.Ordinal) == n),
            _ => new($"MsgId.CompareTo('{s}') > 0", t => t.MsgId.CompareTo(s) > 0, t => CodePoints.Instance.Compare(t.MsgId, s) > 0),
        };
    }

    private Atom Time()
    {
        var d = dice.Pick(Alphabet.Moments);
        DateTime? nullable = dice.Chance(20) ? null : d;
        var n = dice.Next(3);
        DateTime?[] list = [d, dice.Pick(Alphabet.Moments), dice.Chance(30) ? null : d];
        var span = TimeSpan.FromMilliseconds(dice.Pick([0, 1, 100, 14_400_000]));
        return dice.Next(20) switch
        {
            0 => Atom.Of($"Submitted == {d:O}", t => t.Submitted == d),
            1 => Atom.Of($"Submitted != {d:O}", t => t.Submitted != d),
            2 => Atom.Of($"Submitted > {d:O}", t => t.Submitted > d),
            3 => Atom.Of($"Submitted <= {d:O}", t => t.Submitted <= d),
            4 => Atom.Of("Completed == null", t => t.Completed == null),
            5 => Atom.Of("Completed.HasValue", t => t.Completed.HasValue),
            6 => Atom.Of($"Submitted < captured {nullable:O}", t => t.Submitted < nullable),
            7 => Atom.Of("Completed > Submitted", t => t.Completed > t.Submitted),
            8 => Atom.Of("Completed == Submitted", t => t.Completed == t.Submitted),
            9 => new($"Submitted.Year == {d.Year}", t => t.Submitted!.Value.Year == d.Year, t => t.Submitted?.Year == d.Year),
            10 => new($"Submitted.Month == {d.Month}", t => t.Submitted!.Value.Month == d.Month, t => t.Submitted?.Month == d.Month),
            11 => new($"Submitted.Day > {d.Day}", t => t.Submitted!.Value.Day > d.Day, t => t.Submitted?.Day > d.Day),
            12 => new($"Submitted.Hour == {d.Hour}", t => t.Submitted!.Value.Hour == d.Hour, t => t.Submitted?.Hour == d.Hour),
            13 => new($"Submitted.Second == {d.Second}", t => t.Submitted!.Value.Second == d.Second, t => t.Submitted?.Second == d.Second),
            14 =>
                new(
                    $"Submitted.Millisecond == {d.Millisecond}",
                    t => t.Submitted!.Value.Millisecond == d.Millisecond,
                    t => t.Submitted?.Millisecond == d.Millisecond),
            15 => new($"{Date} == {d.Date:O}", t => t.Submitted!.Value.Date == d.Date, t => t.Submitted?.Date == d.Date),
            16 =>
                new(
                    $"Submitted.DayOfWeek == {d.DayOfWeek}",
                    t => t.Submitted!.Value.DayOfWeek == d.DayOfWeek,
                    t => t.Submitted?.DayOfWeek == d.DayOfWeek),
            17 =>
                new(
                    $"Submitted.DayOfYear == {d.DayOfYear}",
                    t => t.Submitted!.Value.DayOfYear == d.DayOfYear,
                    t => t.Submitted?.DayOfYear == d.DayOfYear),
            18 => Atom.Of($"[{n}..].Contains(Submitted)", t => list.Contains(t.Submitted)),
            _ => Atom.Of($"Completed - Submitted > {span}", t => t.Completed - t.Submitted > span),
        };
    }

    private Atom Dict()
    {
        var name = dice.Pick(["a", "b", "é"]);
        var inner = dice.Pick(["a", "b", "c"]);
        var value = Trees.ToValue(new RandomTasks(dice).Scalar());
        var s = dice.Pick(Alphabet.Strings);
        var n = dice.Next(3);
        return dice.Next(17) switch
        {
            0 => Atom.Of($"Header['{name}'] == {value}", t => t.Header[name] == value),
            1 => Atom.Of($"Header['{name}'] != {value}", t => t.Header[name] != value),
            2 => Atom.Of($"Header['{name}'] == null", t => t.Header[name] == null),
            3 => Atom.Of($"Header['{name}'] != null", t => t.Header[name] != null),
            4 => Atom.Of($"Header['{name}'] > {value}", t => t.Header[name] > value),
            5 => Atom.Of($"Header['{name}'] <= {value}", t => t.Header[name] <= value),
            6 => Atom.Of($"Header['{name}']['{inner}'] == {value}", t => t.Header[name][inner] == value),
            7 => Atom.Of($"Header['{name}']['{inner}'] != null", t => t.Header[name][inner] != null),
            8 => Atom.Of($"(string)Header['{name}'] == '{s}'", t => (string?)t.Header[name] == s),
            9 => Atom.Of($"(string)Header['{name}'] == null", t => (string?)t.Header[name] == null),
            10 => Atom.Of($"(int)Header['{name}'] == {n}", t => (int?)t.Header[name] == n),
            11 => Atom.Of($"(long)Header['{name}'] == {n}", t => (long?)t.Header[name] == n),
            12 => Atom.Of($"(double)Header['{name}'] >= {n}", t => (double?)t.Header[name] >= n),
            13 => Atom.Of($"(bool)Header['{name}'] == true", t => (bool?)t.Header[name] == true),
            14 => Atom.Of($"Header.ContainsKey('{name}')", t => t.Header.ContainsKey(name)),
            15 => Atom.Of("Header == null", t => t.Header == null),
            _ => Atom.Of($"Header['{name}'][{n}] == {value}", t => t.Header[name][n] == value),
        };
    }
}
