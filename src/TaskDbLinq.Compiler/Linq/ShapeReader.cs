using System.Linq.Expressions;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Linq;

/// <summary>
/// Reads a query once: values go into a list, everything else into the shape. The tree is not rebuilt, so that a query
/// of a known shape costs no more than this walk.
/// </summary>
/// <param name="provider">The provider whose records are asked.</param>
/// <param name="result">The type of the answer; null where <see cref="Clear"/> says it.</param>
/// <param name="pathsAreShape">Whether the names in <c>t.Header["a"]</c> belong to the shape, as in SQL, and are no values.</param>
internal sealed partial class ShapeReader(StoreQueryProvider provider, Type? result = null, bool pathsAreShape = false)
{
    private readonly ShapeParts _parts = new(result);
    private readonly List<ParameterExpression> _scope = [];
    private LiftedNodes _lifted = new();
    private bool _inPredicate;

    public Captured[] Values => _lifted.Values;

    /// <summary>Begins anew, for a query with another answer. Only one whose shape nobody kept may do so.</summary>
    public void Clear(Type answer)
    {
        _parts.Begin(answer);
        _lifted.Clear();
        _scope.Clear();
    }

    /// <summary>Returns the shape. Nothing is read after that.</summary>
    public QueryShape Shape() => _parts.ToShape();

    /// <inheritdoc cref="LiftedNodes.Replacements"/>
    public Dictionary<Expression, Expression> Replacements() => _lifted.Replacements();

    public void Read(Expression? node, bool isMoment = false)
    {
        if (node is null)
        {
            _parts.AddNone();
        }
        else if (provider.IsRoot(node))
        {
            _parts.AddRoot();
        }
        else if (QueryValues.TryRead(node, _inPredicate, out var value))
        {
            Lift(node, isMoment && value is DateTime moment ? moment.ToUniversalTime() : value);
        }
        else
        {
            _parts.AddNode(node);
            ReadInside(node, isMoment);
        }
    }

    private void Lift(Expression node, object? value)
    {
        var captured = Captured.Of(node.Type, value);
        _parts.AddValue(node.Type, isNull: value is null);
        _lifted.Add(node, captured);
    }

    /// <summary>
    /// What most queries are made of, by the type of the node: a test for each class in turn costs more than all else that is read.
    /// </summary>
    private void ReadInside(Expression node, bool isMoment)
    {
        switch (node.NodeType)
        {
            case ExpressionType.Constant when node is ConstantExpression constant:
                _parts.AddConstant(constant.Value);
                break;
            case ExpressionType.Parameter when node is ParameterExpression parameter:
                _parts.Add(_scope.LastIndexOf(parameter));
                break;
            case ExpressionType.Lambda when node is LambdaExpression lambda:
                ReadLambda(lambda);
                break;
            case ExpressionType.MemberAccess when node is MemberExpression member:
                _parts.Add(member.Member);
                Read(member.Expression);
                break;
            case ExpressionType.Call when node is MethodCallExpression call:
                ReadCall(call);
                break;
            case ExpressionType.New when node is NewExpression creation:
                ReadNew(creation);
                break;
            case ExpressionType.AndAlso or ExpressionType.OrElse when node is BinaryExpression chain:
                ReadChain(chain);
                break;
            case ExpressionType.Quote or ExpressionType.Convert when node is UnaryExpression unary:
                _parts.Add(unary.Method);
                Read(unary.Operand, isMoment);
                break;
            default:
                ReadOther(node, isMoment);
                break;
        }
    }

    private void ReadCall(MethodCallExpression call)
    {
        _parts.Add(call.Method);
        Read(call.Object);
        if (!pathsAreShape || !IsPath(call) || !TryReadName(call.Arguments[0]))
        {
            ReadAll((IArgumentProvider)call);
        }
    }

    /// <summary>
    /// What <see cref="ReadInside"/> does for a binary node, without recursion to the left: a chain may have thousands of parts.
    /// </summary>
    private void ReadChain(BinaryExpression chain)
    {
        var rights = new Stack<BinaryExpression>();
        Expression left;
        for (var node = chain; ; node = (BinaryExpression)left)
        {
            _parts.Add(node.Method);
            rights.Push(node);
            left = node.Left;
            if (left is not BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse })
            {
                break;
            }

            _parts.AddNode(left);
        }

        Read(left);
        while (rights.TryPop(out var node))
        {
            Read(node.Right);
            Read(node.Conversion);
        }
    }

    /// <summary><c>{ t.Header[name] }</c> or <c>{ t.Header.ContainsKey(name) }</c></summary>
    private static bool IsPath(MethodCallExpression call) =>
        call is { Object: not null, Arguments.Count: 1, Method.Name: "get_Item" or nameof(Document.ContainsKey) }
        && typeof(DocumentValue).IsAssignableFrom(call.Object.Type);

    private bool TryReadName(Expression node)
    {
        if (!QueryValues.TryRead(node, inPredicate: true, out var name))
        {
            return false;
        }

        _lifted.AddName(node, name);
        _parts.Add(name);
        return true;
    }

    private void ReadAll(IReadOnlyList<Expression> nodes)
    {
        _parts.AddNumber(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            Read(nodes[i]);
        }
    }

    /// <summary>The same without the list that a node makes of its arguments when it is asked for one.</summary>
    private void ReadAll(IArgumentProvider node)
    {
        _parts.AddNumber(node.ArgumentCount);
        for (var i = 0; i < node.ArgumentCount; i++)
        {
            Read(node.GetArgument(i));
        }
    }

    private void ReadLambda(LambdaExpression lambda)
    {
        var parameters = lambda.Parameters;
        _parts.AddNumber(parameters.Count);
        for (var i = 0; i < parameters.Count; i++)
        {
            _scope.Add(parameters[i]);
        }

        var outer = _inPredicate;
        _inPredicate = lambda.ReturnType == typeof(bool);
        Read(lambda.Body);
        _inPredicate = outer;
        _scope.RemoveRange(_scope.Count - parameters.Count, parameters.Count);
    }

    private void ReadNew(NewExpression creation)
    {
        _parts.Add(creation.Constructor);
        ReadAll((IArgumentProvider)creation);
    }
}
