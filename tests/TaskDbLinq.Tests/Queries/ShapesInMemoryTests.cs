using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Types around one scalar, URIs, dictionaries and structures that may be null; expectations are written by hand.</summary>
public class ShapesInMemoryTests
{
    private static readonly Parcel Full = new()
    {
        Code = new("A-1"),
        Former = new(7),
        Mail = new("a@b"),
        Link = new("http://Example.org/a#1"),
        Attributes = new() { ["color"] = "red", ["shape"] = null },
        Weights = new Dictionary<string, int> { ["net"] = 5 },
        Corner = new(1, 2),
        Corners = [new(3, 4), null],
    };

    private static readonly Parcel Empty = new();

    [Theory]
    [InlineData("""{"code":"A-1"}""", true, false)]
    [InlineData("""{"code":{"$ne":"A-1"}}""", false, true)]
    [InlineData("""{"code":{"$in":["A-1","B"]}}""", true, false)]
    [InlineData("""{"code.value":{"$gt":"A"}}""", true, false)]
    [InlineData("""{"code":{"$type":"string"}}""", true, true)]
    [InlineData("""{"former":7}""", true, false)]
    [InlineData("""{"former":7.0}""", true, false)]
    [InlineData("""{"former":null}""", false, true)]
    [InlineData("""{"former":{"$nin":[8,null]}}""", true, false)]
    [InlineData("""{"former":{"$in":[7,8]}}""", true, false)]
    [InlineData("""{"mail":"a@b"}""", true, false)]
    [InlineData("""{"mail":{"$in":["a@b"]}}""", true, false)]
    [InlineData("""{"mail":null}""", false, true)]
    [InlineData("""{"link":"http://example.org/a#1"}""", true, false)]
    [InlineData("""{"link":"http://example.org/a"}""", false, false)]
    [InlineData("""{"link":{"$in":["http://example.org/a#1","x"]}}""", true, false)]
    [InlineData("""{"link":{"$exists":true}}""", true, false)]
    [InlineData("""{"attributes.color":"red"}""", true, false)]
    [InlineData("""{"attributes.color":{"$ne":"red"}}""", false, true)]
    [InlineData("""{"attributes.shape":null}""", true, true)]
    [InlineData("""{"attributes.taste":{"$exists":true}}""", false, false)]
    [InlineData("""{"attributes":{"$exists":true}}""", true, false)]
    [InlineData("""{"weights.net":{"$gt":4}}""", true, false)]
    [InlineData("""{"weights.net":{"$not":{"$gt":4}}}""", false, true)]
    [InlineData("""{"corner.x":1}""", true, false)]
    [InlineData("""{"corner.y":{"$lt":5}}""", true, false)]
    [InlineData("""{"corner.y":null}""", false, true)]
    [InlineData("""{"corners.x":3}""", true, false)]
    [InlineData("""{"corners.x":null}""", true, false)]
    public void A_filter_on_a_parcel(string filter, bool full, bool empty)
    {
        foreach (var (parcel, expected) in new[] { (Full, full), (Empty, empty) })
        {
            Assert.Equal(expected, Filter.Parse(filter).ToPredicate<Parcel>()(parcel));
            Assert.Equal(expected, Filter.ToExpression<Parcel>(filter).Compile()(parcel));
            Assert.Equal(!expected, Filter.Parse($$"""{"$nor":[{{filter}}]}""").ToPredicate<Parcel>()(parcel));
        }
    }

    [Theory]
    [InlineData("""{"code":{"$gt":"A"}}""", "code.$gt", "the field holds a string as ParcelCode, which has no order")]
    [InlineData("""{"code":5}""", "code", "the field holds a string as ParcelCode: expected a string, not 5")]
    [InlineData("""{"former":2.5}""", "former", "the field holds a number as ParcelNumber: expected a number, not 2.5")]
    [InlineData("""{"mail":"nobody"}""", "mail", "the field holds a string as Mail, and \"nobody\" is none: no @")]
    [InlineData("""{"link":{"$lt":"a"}}""", "link.$lt", "the field holds a URI, which has no order")]
    [InlineData("""{"link.host":"a"}""", "link.host", "the field holds a URI, which has no field 'host'")]
    [InlineData("""{"link":5}""", "link", "expected a string such as")]
    [InlineData("""{"weights.net":"a"}""", "weights.net", "holds a number")]
    [InlineData("""{"corner.z":1}""", "corner.z", "unknown field 'z'")]
    [InlineData("""{"attributes":{"$size":1}}""", "attributes.$size", "the field holds a dictionary, which has no size")]
    public void What_does_not_fit_is_said(string filter, string path, string reason)
    {
        var fault = Assert.Throws<QueryException>(() => Filter.ToExpression<Parcel>(filter));
        Assert.Equal(path, fault.Problems[0].Path);
        Assert.Contains(reason, fault.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_are_read_back_and_ordered()
    {
        Assert.Equal("""{"code.value":"A-1"}""", Filter.FromExpression<Parcel>(parcel => parcel.Code.Value == "A-1").ToJson());
        Assert.Equal("""{"corner.x":{"$gt":1}}""", Filter.FromExpression<Parcel>(parcel => parcel.Corner!.Value.X > 1).ToJson());
        var found = new[] { Full, Empty }.AsQueryable().FindBy(FindQuery.Parse("""{"sort":{"corner.x":1}}""")).ToList();
        Assert.Equal([Empty, Full], found);
    }

    public sealed class Parcel
    {
        public int Id { get; set; }

        public ParcelCode Code { get; set; }

        public ParcelNumber? Former { get; set; }

        public Mail? Mail { get; set; }

        public Uri? Link { get; set; }

        public Dictionary<string, string?>? Attributes { get; set; }

        public IReadOnlyDictionary<string, int>? Weights { get; set; }

        public Corner? Corner { get; set; }

        public List<Corner?> Corners { get; set; } = [];
    }

    public readonly record struct ParcelCode(string Value);

    public readonly record struct ParcelNumber(long Number);

    public sealed record Mail
    {
        public Mail(string address) =>
            Address = address.Contains('@', StringComparison.Ordinal) ? address : throw new ArgumentException("no @");

        public string Address { get; }
    }

    public readonly record struct Corner(int X, int Y);
}
