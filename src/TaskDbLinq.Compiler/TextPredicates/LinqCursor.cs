using System.Globalization;

namespace TaskDbLinq.TextPredicates;

/// <summary>Walks over the tokens of a predicate's text, reads the values among them, and keeps what is wrong.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="values">What <c>@0</c>, <c>@1</c> stand for.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class LinqCursor(List<LinqToken> tokens, object?[] values, List<QueryProblem> problems)
{
    private int _at;

    public List<QueryProblem> Problems => problems;

    public bool AtEnd => _at >= tokens.Count;

    /// <summary>The next token, or one behind it; null at the end.</summary>
    public LinqToken? Ahead(int by = 0) => _at + by < tokens.Count ? tokens[_at + by] : null;

    public bool IsAhead(string sign, int by = 0) => Ahead(by) is { } token && token.Is(sign);

    public LinqToken Take() => tokens[_at++];

    public void Skip(int count) => _at += count;

    public void Fail(LinqToken token, string reason) => problems.Add(LinqText.Problem(token.Position, reason));

    /// <summary>What a literal, or a place for a value, stands for.</summary>
    public object? Value(LinqToken token) => token.Kind switch
    {
        LinqTokenKind.Text => token.Text,
        LinqTokenKind.Number => Number(token),
        _ => Given(token),
    };

    private object? Number(LinqToken token)
    {
        if (long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (ulong.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var large))
        {
            return large;
        }

        if (double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fail(token, $"'{QueryProblem.Shown(token.Text)}' is not a number");
        return null;
    }

    private object? Given(LinqToken token)
    {
        if (int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < values.Length)
        {
            return values[index];
        }

        Fail(token, $"there is no value @{QueryProblem.Shown(token.Text)}: {values.Length} were given");
        return null;
    }
}
