using TaskDbLinq.Filters;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Tests.Finding;

/// <summary>How a question is read, and what of one is refused, each problem at its path.</summary>
public sealed class FindQueryTests
{
    [Fact]
    public void A_document_and_a_query_string_say_the_same()
    {
        var document = FindQuery.Parse("""{"filter":{"age":{"$gt":5}},"sort":{"created":-1,"name":1},"projection":{"name":1,"address.city":1},"skip":10,"limit":20,"after":"abc"}""");
        var text = FindQuery.FromQueryString(
            "?filter=%7B%22age%22%3A%7B%22%24gt%22%3A5%7D%7D&sort=-created,+name&projection=name,address.city&skip=10&limit=20&after=abc");
        foreach (var question in new[] { document, text })
        {
            Assert.Equal("""{"age":{"$gt":5}}""", question.Filter.ToJson());
            Assert.Equal(["-created", "name"], question.Sort.Select(key => key.ToString()));
            Assert.Equal(["name", "address.city"], question.Projection);
            Assert.Equal((false, 10, 20, "abc"), (question.Excludes, question.Skip, question.Limit, question.After));
        }

        var dictionary = FindQuery.Parse(
            new Dictionary<string, object?>
            {
                ["sort"] = new[] { "-created" },
                ["projection"] = new Dictionary<string, object?> { ["bytes"] = 0 },
            });
        Assert.Equal(
            ("-created", true, "bytes"), (dictionary.Sort.Single().ToString(), dictionary.Excludes, dictionary.Projection.Single()));
        Assert.True(FindQuery.FromQueryString("tenant=3", new FindOptions { OtherParameters = ["tenant"] }).Filter.IsEverything);
    }

    [Theory]
    [InlineData("""{"fliter":{}}""", "fliter: ")]
    [InlineData("""{"filter":{"a":{"$gtt":1}}}""", "filter.a.$gtt: ")]
    [InlineData("""{"filter":5}""", "filter: expected a filter document")]
    [InlineData("""{"sort":{"a":2}}""", "sort.a: expected 1 for ascending or -1 for descending order, not 2")]
    [InlineData("""{"sort":["a","-a"]}""", "sort[1]: 'a' comes twice")]
    [InlineData("""{"sort":5}""", "sort: expected a document, a list of names or names with commas between them, not 5")]
    [InlineData("""{"sort":"a,b,c,d,e,f,g,h,i"}""", "sort: at most 8 keys, not 9")]
    [InlineData("""{"projection":{"a":1,"b":0}}""", "projection.b: a projection names the fields that are wanted, or those that are not: it can't mix them")]
    [InlineData("""{"projection":{"a":"x"}}""", "projection.a: expected 1 for a field that is wanted or 0 for one that is not")]
    [InlineData("""{"limit":-1}""", "limit: expected a whole number, zero or more, not -1")]
    [InlineData("""{"limit":1.5}""", "limit: expected a whole number, zero or more, not 1.5")]
    [InlineData("""{"limit":1001}""", "limit: at most 1000 records, not 1001")]
    [InlineData("""{"skip":"x"}""", "skip: expected a whole number, zero or more")]
    [InlineData("""{"after":5}""", "after: expected the cursor of the page before, not 5")]
    [InlineData("5", ": expected a question such as")]
    public void A_problem_is_told_at_its_path(string question, string problem) =>
        Assert.StartsWith(problem, Told(() => FindQuery.Parse(question)), StringComparison.Ordinal);

    [Theory]
    [InlineData("fliter={}", "fliter: unknown parameter 'fliter'")]
    [InlineData("filter={", "filter: the filter is not JSON")]
    [InlineData("filter={\"a\":{\"$in\":5}}", "filter.a.$in: ")]
    [InlineData("limit=1&limit=2", "limit: the parameter comes twice")]
    [InlineData("limit=-1", "limit: expected a whole number, zero or more")]
    [InlineData("limit=99999999999999999999", "limit: expected a whole number, zero or more")]
    public void A_query_string_is_held_to_its_names(string query, string problem) =>
        Assert.StartsWith(problem, Told(() => FindQuery.FromQueryString(query)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"sort":"nmae"}""", "sort.nmae: ")]
    [InlineData("""{"sort":"tags"}""", "sort.tags: the field has no order")]
    [InlineData("""{"sort":"tier"}""", "sort.tier: the field has no order")]
    [InlineData("""{"sort":"orders.total"}""", "sort.orders.total: 'orders.total' leads into a list, which has no one field 'total'")]
    [InlineData("""{"sort":"name.length"}""", "sort.name.length: 'name.length' leads into a value")]
    [InlineData("""{"filter":{"nmae":1}}""", "filter.nmae: ")]
    [InlineData("""{"projection":"orders"}""", "projection.orders: the field holds an object or a list of objects: name the fields in it that are wanted")]
    [InlineData("""{"projection":"address.street"}""", "projection.address.street: ")]
    [InlineData("""{"after":"!"}""", "after: this is no cursor")]
    [InlineData("""{"after":"e30"}""", "after: this is no cursor of this order")]
    public void What_does_not_fit_the_record_is_refused_before_anything_runs(string question, string problem) =>
        Assert.StartsWith(
            problem, Told(() => Array.Empty<Customer>().AsQueryable().FindDocuments(FindQuery.Parse(question))), StringComparison.Ordinal);

    [Fact]
    public async Task A_cursor_of_another_order_and_a_record_without_a_key_are_refused()
    {
        var page = await Customers(3).ToPageAsync(FindQuery.Parse("""{"sort":"name","limit":1}"""), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            "after: the cursor belongs to the order name,id, and not to -name,-id",
            Told(() => Customers(3).FindBy(FindQuery.Parse("""{"sort":"-name"}""") with { After = page.Next })));
        Assert.StartsWith(
            "sort: pages of Line need a field that is different in every record",
            Told(() => Array.Empty<Line>().AsQueryable().FindBy(new FindQuery { After = page.Next })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_are_not_allowed_are_neither_ordered_by_nor_shown()
    {
        var options = new FindOptions { Filter = FilterOptions.Default.Allow(fields: ["name", "address"]), MaxLimit = 10 };
        Assert.Equal(["-address.city"], FindQuery.Parse("""{"sort":"-address.city","projection":"name"}""", options).Sort.Select(key => key.ToString()));
        var fault = Assert.Throws<QueryException>(() => FindQuery.Parse("""{"filter":{"balance":1},"sort":"balance","projection":["name","key"],"limit":11}""", options));
        Assert.Equal(
            ["filter.balance", "limit", "projection[1]", "sort[0]"],
            fault.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_show_every_record_once_while_records_come_and_go()
    {
        var customers = Customers(20).ToList();
        var seen = new List<int>();
        string? after = null;
        do
        {
            var page = await customers.AsQueryable().ToPageAsync(
                FindQuery.Parse("""{"sort":"-points","limit":3}""") with { After = after }, cancellationToken: TestContext.Current.CancellationToken);
            seen.AddRange(page.Items.Select(customer => customer.Id));
            after = page.Next;

            // One comes before the place where the page ended, and one that was shown goes.
            customers.Add(new Customer { Id = 100 + seen.Count, Points = 1_000 });
            customers.RemoveAll(customer => customer.Id == seen[0]);
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(0, 20).OrderByDescending(id => id / 2).ThenByDescending(id => id), seen);
    }

    private static IQueryable<Customer> Customers(int count) =>
        Enumerable.Range(0, count).Select(id => new Customer { Id = id, Name = $"{id}", Points = id / 2 }).AsQueryable();

    private static string Told(Func<object> act) =>
        string.Join('\n', Assert.Throws<QueryException>(act).Problems.Select(problem => $"{problem.Path}: {problem.Reason}"));
}
