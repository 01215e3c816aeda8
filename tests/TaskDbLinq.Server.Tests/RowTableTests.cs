using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Tests;

/// <summary>The table that finds the row of a key says what a dictionary says.</summary>
public sealed class RowTableTests
{
    private const int Rows = 5_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void It_finds_what_a_dictionary_finds(int seed, bool isExpected)
    {
        // Keys as ids have them, a number of a prefix and a number in it, and keys that differ in their upper half only.
        var random = new Random(seed);
        var keys = Enumerable.Range(0, Rows)
            .Select(row => ((long)random.Next(row % 3 == 0 ? 40 : Rows) << 32) | (uint)random.Next(row % 2 == 0 ? 3 : Rows))
            .ToArray();
        var table = new RowTable();
        var expected = new Dictionary<long, int>();
        if (isExpected)
        {
            table.Expect(Rows, row => keys[row]);
        }

        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(expected.GetValueOrDefault(keys[row], -1), table.Find(keys[row], at => keys[at]));
            if (expected.TryAdd(keys[row], row))
            {
                table.Add(keys[row], row, at => keys[at]);
            }
        }

        Assert.All(keys, key => Assert.Equal(expected[key], table.Find(key, at => keys[at])));
        Assert.Equal(-1, table.Find(-1, at => keys[at]));
    }

    [Fact]
    public void A_task_that_comes_back_gets_its_place_again()
    {
        var columns = new TaskColumns();
        foreach (var id in (string[])["a_1", "a_2", "a_3"])
        {
            columns.Put(new TaskMark { Id = columns.Ids.KeyOf(id), State = MarkState.Ok });
        }

        columns.Remove(columns.Find("a_2"));
        Assert.Equal(-1, columns.Find("a_2"));
        Assert.Equal(2, columns.Count);

        columns.Put(new TaskMark { Id = columns.Ids.KeyOf("a_2"), State = MarkState.Running });
        Assert.Equal(1, columns.Find("a_2"));
        Assert.Equal((3, 3), (columns.Count, columns.Length));
    }
}
