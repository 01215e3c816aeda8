using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>The text of the functions, which databases of users have installed.</summary>
public class FunctionTextTests
{
    /// <summary>The SHA-256 of version 1, by <c>sha256sum</c> of the scripts when they were one text.</summary>
    private const string FirstVersion = "fb50ff950a1272e680b80d309326816d04dbbb21cdf236ecfe7ec48fcfea70b6";

    [Fact]
    public void A_change_of_the_functions_is_noticed()
    {
        Assert.Equal("taskdblinq_v1", JsonFunctions.Schema);
        Assert.Contains($"'{FirstVersion}'", JsonFunctions.IsInstalled, StringComparison.Ordinal);
    }
}
