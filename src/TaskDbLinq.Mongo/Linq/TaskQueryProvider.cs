using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Linq;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>
/// Runs LINQ over the tasks in the server: what is a <see cref="TaskQuery"/> as one, of the rest the predicates as the filters of
/// <see cref="Filters.NativeFilter"/>, and everything else by the driver's own LINQ provider.
/// </summary>
internal sealed class TaskQueryProvider : StoreQueryProvider
{
    private readonly Func<MongoConnection> _open;
    private readonly IQueryable<TaskRecord> _root;
    private readonly ProjectionCache _projections;

    public TaskQueryProvider(MongoConnection connection, Func<MongoConnection> open)
    {
        _open = open;
        _projections = new ProjectionCache(this);
        var tasks = connection.Database.GetCollection<BsonDocument>(connection.Tasks.CollectionNamespace.CollectionName);
        _root = TaskCollection.Create(tasks, new TaskSerializer(connection.Files)).AsQueryable();
    }

    public override TResult Execute<TResult>(Expression expression)
    {
        // { tasks.All(p) } => !tasks.Any(t => !p)
        if (expression is MethodCallExpression { Method.Name: nameof(Queryable.All) } all && all.Method.DeclaringType == typeof(Queryable))
        {
            return (TResult)(object)!Execute<bool>(PredicateCalls.AnyNot(all));
        }

        var own = PortableQuery.Of(expression, this);
        return LinqFind.Of(own, IsRoot) is { Ending: not LinqEnding.Sequence } find
            ? new FindRunner(_open(), _projections).One<TResult>(find)
            : OrZero(Ask(() => _root.Provider.Execute<TResult>(Native(own))), expression);
    }

    public override async Task<TResult> ExecuteOneAsync<TResult>(Expression expression, CancellationToken cancellationToken)
    {
        var own = PortableQuery.Of(expression, this);
        if (LinqFind.Of(own, IsRoot) is { Ending: not LinqEnding.Sequence } find)
        {
            return await new FindRunner(_open(), _projections).OneAsync<TResult>(find, cancellationToken).ConfigureAwait(false);
        }

        var result = await AskAsync(
            () => ((IMongoQueryProvider)_root.Provider).ExecuteAsync<TResult>(Native(own), cancellationToken)).ConfigureAwait(false);
        return OrZero(result, expression);
    }

    public override IEnumerable<T> Enumerate<T>(Expression expression)
    {
        var own = PortableQuery.Of(expression, this);
        return LinqFind.Of(own, IsRoot) is { Ending: LinqEnding.Sequence } find
            ? new FindRunner(_open(), _projections).Read<T>(find)
            : EnumerateByDriver<T>(own);
    }

    private IEnumerable<T> EnumerateByDriver<T>(Expression own)
    {
        using var cursor = Ask(() => Native<T>(own).ToCursor());
        while (Ask(() => cursor.MoveNext()))
        {
            foreach (var item in cursor.Current)
            {
                yield return item;
            }
        }
    }

    public override async IAsyncEnumerable<T> EnumerateAsync<T>(
        Expression expression, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = PortableQuery.Of(expression, this);
        if (LinqFind.Of(own, IsRoot) is { Ending: LinqEnding.Sequence } find)
        {
            await foreach (var element in new FindRunner(_open(), _projections).ReadAsync<T>(find, cancellationToken).ConfigureAwait(false))
            {
                yield return element;
            }

            yield break;
        }

        using var cursor = await AskAsync(() => Native<T>(own).ToCursorAsync(cancellationToken)).ConfigureAwait(false);
        while (await AskAsync(() => cursor.MoveNextAsync(cancellationToken)).ConfigureAwait(false))
        {
            foreach (var item in cursor.Current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>The driver translates no dictionaries.</summary>
    public override bool MakesDictionaries => false;

    public override string Describe<T>(Expression expression)
    {
        var own = PortableQuery.Of(expression, this);
        return LinqFind.Of(own, IsRoot) is { } find ? FindRunner.Describe(find.Query) : Ask(() => Native<T>(own).ToString()!);
    }

    /// <summary>
    /// <c>{ tasks.Sum(t => nullable) } => tasks.Sum(t => nullable) ?? 0</c>: the sum of no numbers is zero in LINQ, and nothing in MongoDB.
    /// </summary>
    private static TResult OrZero<TResult>(TResult result, Expression expression) =>
        result is null && expression is MethodCallExpression { Method.Name: nameof(Queryable.Sum) }
            && Nullable.GetUnderlyingType(typeof(TResult)) is { } number
            ? (TResult)Activator.CreateInstance(number)!
            : result;

    private IQueryable<T> Native<T>(Expression own) => _root.Provider.CreateQuery<T>(Native(own));

    private Expression Native(Expression own) => new QueryRewriter(_root).Visit(ExtremeCalls.Rewrite(own));

    private T Ask<T>(Func<T> ask)
    {
        var connection = _open();
        try
        {
            return connection.Ask(ask);
        }
        catch (ExpressionNotSupportedException refusal)
        {
            throw Refusal(refusal);
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        var connection = _open();
        try
        {
            return await connection.AskAsync(ask).ConfigureAwait(false);
        }
        catch (ExpressionNotSupportedException refusal)
        {
            throw Refusal(refusal);
        }
    }

    /// <summary>The driver's words name the part: "Expression not supported: …".</summary>
    private static QueryException Refusal(ExpressionNotSupportedException refusal) =>
        new(new QueryProblem(string.Empty, $"MongoDB can't run this part of the query. {refusal.Message.TrimEnd('.')}"));
}
