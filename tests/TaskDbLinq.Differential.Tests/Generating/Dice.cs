using CsCheck;

namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>CsCheck's random numbers, with the choices that the generators make. One seed gives one case, always.</summary>
public sealed class Dice(PCG random)
{
    public static Dice Of(ulong seed) => new(new PCG(0, seed));

    /// <summary>From zero to <paramref name="count"/> - 1.</summary>
    public int Next(int count) => (int)random.Next((uint)count);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>One of the ways, each as likely as its weight.</summary>
    public T Weighted<T>(params ReadOnlySpan<(int Weight, Func<T> Make)> ways)
    {
        var total = 0;
        foreach (var (weight, _) in ways)
        {
            total += weight;
        }

        var at = Next(total);
        foreach (var (weight, make) in ways)
        {
            if ((at -= weight) < 0)
            {
                return make();
            }
        }

        throw new InvalidOperationException("The weights are used up.");
    }

    /// <summary>
    /// A double by its bits: of any size, subnormal ones and infinities among them, and one next to another in a third of the cases. Every
    /// layout must keep it to the last bit.
    /// </summary>
    public double Double()
    {
        var bits = (long)(((ulong)random.Next(1u << 31) << 33) ^ ((ulong)random.Next(1u << 31) << 11) ^ random.Next(1u << 12));
        var value = Next(3) switch
        {
            0 => BitConverter.Int64BitsToDouble(bits),
            1 => Math.ScaleB(1 + Next(3), -Next(1_075)),
            _ => BitConverter.Int64BitsToDouble(bits & ~0x7FF0000000000000),
        };
        return double.IsNaN(value) ? double.NaN : Chance(33) ? Math.BitIncrement(value) : value;
    }

    public List<object?> List(int least, int most, Func<object?> make)
    {
        var items = new List<object?>();
        for (var left = least + Next(most - least + 1); left > 0; left--)
        {
            items.Add(make());
        }

        return items;
    }
}
