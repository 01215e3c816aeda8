using System.Text.Json.Nodes;
using Json.Schema;
using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Finding;

/// <summary>Allow-lists by attribute: what a record type leaves open to questions from outside, worked out by hand.</summary>
public sealed class MarkedFieldsTests
{
    private static readonly FilterOptions Options = FilterOptions.Default.AllowMarked<Parcel>();

    [Theory]
    [InlineData("""{"title":"a"}""")]
    [InlineData("""{"Title":"a"}""")]
    [InlineData("""{"sender":null}""")]
    [InlineData("""{"sender.name":"a"}""")]
    [InlineData("""{"$or":[{"place.city":"a"},{"place.house.number":1}]}""")]
    [InlineData("""{"stops.city":"a"}""")]
    [InlineData("""{"stops":{"$elemMatch":{"city":"a"}}}""")]
    [InlineData("""{"notes.any.thing":1}""")]
    [InlineData("""{"people.first.name":"a"}""")]
    public void What_is_open_on_the_whole_way_is_allowed(string filter) =>
        Assert.Empty(Filter.Parse(filter, Options).Validate<Parcel>());

    [Theory]
    [InlineData("""{"secret":1}""", "secret", null)]
    [InlineData("""{"titel":1}""", "titel", "title")]
    [InlineData("""{"secre":1}""", "secre", null)]
    [InlineData("""{"$or":[{"sender.phone":"1"}]}""", "$or[0].sender.phone", null)]
    [InlineData("""{"sender.nam":"1"}""", "sender.nam", "name")]
    [InlineData("""{"stops":{"$elemMatch":{"cost":1}}}""", "stops.$elemMatch.cost", null)]
    [InlineData("""{"stops.cost":1}""", "stops.cost", null)]
    [InlineData("""{"people.first.phone":"1"}""", "people.first.phone", null)]
    [InlineData("""{"shown":1}""", "shown", null)]
    [InlineData("""{"closed.name":"a"}""", "closed.name", null)]
    public void What_is_closed_anywhere_on_the_way_is_refused_at_its_path(string filter, string path, string? suggestion)
    {
        var problem = Assert.Single(Filter.TryParse(filter, Options).Problems);
        Assert.Equal((path, "this field is not allowed here", suggestion), (problem.Path, problem.Reason, problem.Suggestion));
    }

    [Fact]
    public void Uses_are_told_apart()
    {
        var options = FindOptions.Default.AllowMarked<Parcel>();
        var query = FindQuery.Parse("""{"filter":{"weight":1},"sort":"-title","projection":["shown","title"]}""", options);
        Assert.Equal(["shown", "title"], query.Projection);
        var fault = Assert.Throws<QueryException>(() => FindQuery.Parse(
            """{"filter":{"shown":1},"sort":"weight,sender.phone,titl","projection":["weight","secret"]}""", options));
        Assert.Equal(
            ["filter.shown", "projection[0]", "projection[1]", "sort[0]", "sort[1]", "sort[2]"],
            fault.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Equal("title", fault.Problems.Single(problem => problem.Path == "sort[2]").Suggestion);
        fault = Assert.Throws<QueryException>(() => GroupQuery.Parse("""{"group":["title","weight"],"count":true}""", options));
        Assert.Equal("group[1]", Assert.Single(fault.Problems).Path);
    }

    /// <summary>A question that names no fields shows none that it could not have named.</summary>
    [Fact]
    public async Task What_is_closed_is_not_shown_where_no_field_is_named()
    {
        var parcels = new[] { new Parcel { Id = 1, Title = "a", Secret = 7, Shown = 2 } }.AsQueryable();
        var marked = FindOptions.Default.AllowMarked<Parcel>();
        Assert.Equal(["title", "shown", "notes"], await NamesAsync("{}", marked));
        Assert.Equal(["shown", "notes"], await NamesAsync("""{"projection":{"title":0}}""", marked));
        Assert.Equal(
            ["title", "secret"],
            await NamesAsync("{}", new FindOptions { Filter = FilterOptions.Default.Allow(fields: ["title", "Secret"]) }));
        Assert.Equal(["id", "title", "weight", "secret", "shown", "notes"], await NamesAsync("{}", FindOptions.Default));

        async Task<IEnumerable<string>> NamesAsync(string question, FindOptions options) =>
            (await parcels.ToDocumentPageAsync(
                FindQuery.Parse(question, options), options: options, cancellationToken: TestContext.Current.CancellationToken))
            .Items.Single().Keys;
    }

    [Fact]
    public void The_schema_has_what_is_open_and_nothing_else()
    {
        var schema = FilterSchema.Of<Parcel>(Options);
        Assert.Equal(
            [
                "title", "weight", "sender", "sender.name", "place", "place.city", "place.house", "place.house.number", "stops",
                "stops.city", "notes",
            ],
            ((JsonObject)schema["$defs"]!["ParcelFilter"]!["properties"]!).Select(property => property.Key)
                .Where(name => name[0] != '$'));
        Assert.Equal(
            ["city"],
            ((JsonObject)schema["$defs"]!["StopElement"]!["properties"]!).Select(property => property.Key).Where(name => name[0] != '$'));
        Assert.DoesNotContain("secret", schema.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("phone", schema.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        using var filter = System.Text.Json.JsonDocument.Parse("""{"stops":{"$elemMatch":{"city":"a"}},"sender.name":"b"}""");
        Assert.True(JsonSchema.FromText(schema.ToJsonString()).Evaluate(filter.RootElement).IsValid);
    }

    [Fact]
    public void A_type_without_a_mark_is_not_taken_for_one_with_marks() =>
        Assert.Contains(
            "Place has no property with [AllowQuery]",
            Assert.Throws<ArgumentException>(() => FilterOptions.Default.AllowMarked<Place>()).Message,
            StringComparison.Ordinal);

    public sealed class Parcel
    {
        public int Id { get; set; }

        [AllowQuery]
        public string Title { get; set; } = string.Empty;

        [AllowQuery(QueryUses.Filter)]
        public int Weight { get; set; }

        public int Secret { get; set; }

        [AllowQuery(QueryUses.Projection)]
        public int Shown { get; set; }

        [AllowQuery]
        public Person? Sender { get; set; }

        [AllowQuery, DenyQuery]
        public Person? Closed { get; set; }

        [AllowQuery]
        public Place? Place { get; set; }

        [AllowQuery]
        public List<Stop> Stops { get; set; } = [];

        [AllowQuery]
        public Document Notes { get; set; } = Document.Empty;

        [AllowQuery]
        public Dictionary<string, Person> People { get; set; } = [];
    }

    /// <summary>Open as a whole, but for what is closed.</summary>
    [AllowQuery]
    public sealed class Person
    {
        public string Name { get; set; } = string.Empty;

        [DenyQuery]
        public string? Phone { get; set; }
    }

    /// <summary>Without marks: open where it is reached.</summary>
    public sealed class Place
    {
        public string? City { get; set; }

        public House? House { get; set; }
    }

    public sealed class House
    {
        public int Number { get; set; }
    }

    /// <summary>Only something is closed: all else is open.</summary>
    public sealed class Stop
    {
        public string? City { get; set; }

        [DenyQuery]
        public decimal Cost { get; set; }
    }
}
