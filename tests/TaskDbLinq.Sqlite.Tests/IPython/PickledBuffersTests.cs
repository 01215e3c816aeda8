using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.IPython;

namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>Pickles written by Python 3.11's <c>pickle.dumps([b"ab", b"c"], protocol)</c> and friends, as hexadecimal.</summary>
public sealed class PickledBuffersTests
{
    [Theory]
    [InlineData("80055d942e")]
    [InlineData("80025d71002e")]
    public void An_empty_list_is_no_buffers(string pickle) => Assert.Empty(Read(pickle));

    [Theory]
    [InlineData("8005950e000000000000005d9428430261629443016394652e")]
    [InlineData("8004950e000000000000005d9428430261629443016394652e")]
    [InlineData("80035d7100284302616271014301637102652e")]
    public void A_list_of_bytes_is_read_whatever_the_protocol(string pickle)
    {
        var buffers = Read(pickle);
        Assert.Equal(2, buffers.Count);
        Assert.Equal("ab"u8.ToArray(), buffers[0].ToArray());
        Assert.Equal("c"u8.ToArray(), buffers[1].ToArray());
    }

    /// <summary>The same object twice: the second is recalled from the memo.</summary>
    [Fact]
    public void A_repeated_block_is_recalled()
    {
        var buffers = Read("8005950a000000000000005d94284300946801652e");
        Assert.Equal(2, buffers.Count);
        Assert.All(buffers, block => Assert.Equal(0, block.Length));
    }

    [Theory]
    [InlineData("8004951c000000000000008c05706f736978948c0673797374656d9493942e", "0x8C")] // os.system
    [InlineData("80025d710028635f636f646563730a656e636f64650a71012e", "0x63")] // _codecs.encode
    [InlineData("63706f7369780a73797374656d0a2e", "0x63")]
    [InlineData("4b012e", "0x4B")] // the number 1
    public void Whatever_is_no_list_of_bytes_is_refused_and_never_run(string pickle, string opcode)
    {
        var fault = Assert.Throws<FormatException>(() => Read(pickle));
        Assert.Contains(opcode, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8005")]
    [InlineData("80055d")]
    [InlineData("80055d43ff61")]
    [InlineData("800543016181")]
    [InlineData("80054301612e")]
    [InlineData("80055d6568002e")]
    [InlineData("80055d5d612e")]
    [InlineData("8e80ffffffffffffff")]
    [InlineData("80ff5d2e")]
    [InlineData("28")]
    [InlineData("65")]
    [InlineData("61")]
    [InlineData("94")]
    public void A_damaged_pickle_is_a_clear_error(string pickle) => Assert.Throws<FormatException>(() => Read(pickle));

    /// <summary>Random bytes give buffers or the one exception, and nothing else.</summary>
    [Fact]
    public void Random_bytes_are_harmless()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            try
            {
                PickledBuffers.Read(bytes);
            }
            catch (FormatException)
            {
            }
        }
    }

    private static BufferList Read(string hex) =>
        PickledBuffers.Read(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)));
}
