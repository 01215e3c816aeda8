using System.Globalization;

namespace TaskDbLinq.Cli.Output;

/// <summary>Numbers in sentences.</summary>
internal static class Numbers
{
    public static string Tasks(long count) => count == 1 ? "1 task" : string.Create(CultureInfo.InvariantCulture, $"{count} tasks");
}
