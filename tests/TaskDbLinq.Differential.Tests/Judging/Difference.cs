using System.Globalization;
using System.Text;
using TaskDbLinq.Differential.Tests.Generating;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>A question to which two sides gave different answers, over its records.</summary>
public sealed record Difference(
    IReadOnlyList<Dictionary<string, object?>> Records, Question Question, IReadOnlyList<(string Side, Answer Answer)> Answers)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"filter  {Trees.Show(Question.Filter)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"native  {Trees.ToNative(Question.Filter)}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"keys    {(Question.Keys is null ? "default" : string.Join(' ', Question.Keys))}; sort "
            + $"{string.Join(' ', Question.Sort)}; skip {Question.Skip}; limit {Question.Limit}");
        foreach (var record in Records)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"record  {Trees.Show(record)}");
        }

        foreach (var (side, answer) in Answers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{side,-9} {answer.Text.ReplaceLineEndings(" | ")}");
        }

        return text.ToString();
    }
}
