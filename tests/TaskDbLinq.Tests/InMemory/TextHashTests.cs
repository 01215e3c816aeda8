using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>The hashes of the indexes: the same for equal texts, and every character counts.</summary>
public class TextHashTests
{
    [Fact]
    public void Equal_texts_have_one_hash_and_each_character_changes_it()
    {
        Assert.Equal(0, TextHash.Of(null));
        for (var length = 0; length <= 40; length++)
        {
            var text = new string([.. Enumerable.Range(0, length).Select(n => (char)('a' + (n % 26)))]);
            var hash = TextHash.Of(text);
            Assert.Equal(hash, TextHash.Of(new string(text.AsSpan())));
            Assert.NotEqual(hash, TextHash.Of(text + "\0"));
            for (var at = 0; at < length; at++)
            {
                var other = text.ToCharArray();
                other[at] = 'ä';
                Assert.NotEqual(hash, TextHash.Of(new string(other)));
            }
        }
    }

    [Fact]
    public void Ids_that_differ_at_their_end_spread_over_the_chains()
    {
        var chains = new int[1024];
        for (var n = 0; n < chains.Length; n++)
        {
            chains[TextHash.Of($"c5887650-13e553a039843a8793b183f5_{n}") & (chains.Length - 1)]++;
        }

        // As many balls in as many boxes: the fullest holds 5 or 6 mostly, and 12 once in a million times a million.
        Assert.InRange(chains.Max(), 2, 12);
    }
}
