using System.Text;

namespace TaskDbLinq.PostgreSql.Tests.Table;

/// <summary>What each provider does with each kind of operator on each type, collected while the questions are asked.</summary>
internal sealed class ProviderTable
{
    public static readonly string[] Operators =
    [
        "`$eq` `$ne`", "`$gt` `$gte` `$lt` `$lte`", "`$in` `$nin`", "`$not`", "`$mod`", "`$regex` `$glob`", "`$exists` `$type` null",
        "`$size`", "`$all`", "`$elemMatch`",
    ];

    private readonly Dictionary<(string Type, string Operator, string Provider), Cell> _cells = [];
    private readonly List<string> _types = [];

    public void Exact(string type, string name, string provider) => At(type, name, provider).Exact++;

    public void Refused(string type, string name, string provider, string reason) => At(type, name, provider).Reasons.Add(reason);

    /// <summary>The tables as Markdown, one for each provider, with the reasons of refusals below.</summary>
    public string Write(params ReadOnlySpan<string> providers)
    {
        var text = new StringBuilder();
        foreach (var provider in providers)
        {
            var reasons = new List<string>();
            text.Append(
                $"### {provider}\n\n| type | {string.Join(" | ", Operators)} "
                + $"|\n|{string.Concat(Enumerable.Repeat(" --- |", Operators.Length + 1))}\n");
            foreach (var type in _types)
            {
                var cells = Operators.Select(name => Show(_cells.GetValueOrDefault((type, name, provider)), reasons));
                text.Append($"| {type} | {string.Join(" | ", cells)} |\n");
            }

            text.Append('\n');
            foreach (var (at, reason) in reasons.Index())
            {
                text.Append($"{at + 1}. {reason}\n");
            }

            text.Append(reasons.Count > 0 ? "\n" : string.Empty);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Show(Cell? cell, List<string> reasons)
    {
        if (cell is null)
        {
            return "-";
        }

        var notes = cell.Reasons.Order(StringComparer.Ordinal).Select(reason =>
        {
            if (!reasons.Contains(reason))
            {
                reasons.Add(reason);
            }

            return $"({reasons.IndexOf(reason) + 1})";
        });
        return (cell.Exact > 0, cell.Reasons.Count > 0) switch
        {
            (true, false) => "exact",
            (true, true) => $"exact, or refused {string.Concat(notes)}",
            _ => $"refused {string.Concat(notes)}",
        };
    }

    private Cell At(string type, string name, string provider)
    {
        if (!_types.Contains(type))
        {
            _types.Add(type);
        }

        if (!_cells.TryGetValue((type, name, provider), out var cell))
        {
            _cells.Add((type, name, provider), cell = new Cell());
        }

        return cell;
    }

    private sealed class Cell
    {
        public int Exact { get; set; }

        public HashSet<string> Reasons { get; } = [];
    }
}
