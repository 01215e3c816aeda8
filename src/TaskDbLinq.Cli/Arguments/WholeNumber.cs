namespace TaskDbLinq.Cli.Arguments;

/// <summary>
/// A number that an option takes. It is a class, since the parser's generic code over <c>int?</c> is never compiled ahead: the JIT would
/// have to run for each command.
/// </summary>
/// <param name="Value">The number.</param>
internal sealed record WholeNumber(int Value);
