namespace TaskDbLinq.TextPredicates;

/// <summary>What a token of a predicate's text is.</summary>
internal enum LinqTokenKind
{
    Name,
    Number,
    Text,
    Value,
    Sign,
}

/// <summary>A token of a predicate's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a string literal what it stands for; of a value its index.</param>
/// <param name="Position">Where it starts, from zero.</param>
internal readonly record struct LinqToken(LinqTokenKind Kind, string Text, int Position)
{
    public bool Is(string sign) => Kind == LinqTokenKind.Sign && Text == sign;

    public bool IsComparison => Kind == LinqTokenKind.Sign && Text is "==" or "=" or "!=" or "<>" or "<" or "<=" or ">" or ">=";

    public bool IsWord(string word) => Kind == LinqTokenKind.Name && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
