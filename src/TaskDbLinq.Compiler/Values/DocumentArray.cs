using System.Collections;
using System.Globalization;
using System.Text.Json.Serialization;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>An immutable array of values.</summary>
[JsonConverter(typeof(DocumentJsonConverter))]
public sealed class DocumentArray : DocumentValue, IReadOnlyList<DocumentValue>
{
    private readonly DocumentValue[] _items;

    private DocumentArray(DocumentValue[] items) => _items = items;

    /// <summary>The array without elements.</summary>
    public static DocumentArray Empty { get; } = new([]);

    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.Array;

    /// <summary>How many elements there are.</summary>
    public int Count => _items.Length;

    internal override TypeClass TypeClass => TypeClass.Array;

    internal ReadOnlySpan<DocumentValue> Span => _items;

    /// <summary>The element at <paramref name="index"/>; missing outside the array.</summary>
    public override DocumentValue this[int index] => (uint)index < (uint)_items.Length ? _items[index] : Missing;

    /// <summary>The element whose index <paramref name="name"/> spells: BSON keeps an array as a document with numeric names.</summary>
    public override DocumentValue this[string name] => TryParseIndex(name, out var index) ? this[index] : Missing;

    /// <summary>An array of the given values; a null reference among them becomes <see cref="DocumentValue.Null"/>.</summary>
    public static DocumentArray Of(params IEnumerable<DocumentValue?> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var copy = items.Select(item => item ?? Null).ToArray();
        return copy.Length == 0 ? Empty : new DocumentArray(copy);
    }

    /// <summary>Takes the array over without copying: the caller must not keep it.</summary>
    internal static DocumentArray Own(DocumentValue[] items) => items.Length == 0 ? Empty : new DocumentArray(items);

    /// <inheritdoc/>
    public IEnumerator<DocumentValue> GetEnumerator() => ((IEnumerable<DocumentValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Reads an array index as a path writes it: decimal digits without a leading zero.</summary>
    internal static bool TryParseIndex(string segment, out int index)
    {
        index = -1;
        return segment.Length is > 0 and < 10
            && char.IsAsciiDigit(segment[0])
            && (segment[0] != '0' || segment.Length == 1)
            && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    internal override int CompareWithinClass(DocumentValue other)
    {
        var that = ((DocumentArray)other)._items;
        for (var i = 0; i < Math.Min(_items.Length, that.Length); i++)
        {
            if (_items[i].CompareTo(that[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return _items.Length.CompareTo(that.Length);
    }
}
