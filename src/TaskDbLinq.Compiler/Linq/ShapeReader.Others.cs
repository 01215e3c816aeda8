using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>What few queries have: the nodes that are not looked for first.</summary>
internal sealed partial class ShapeReader
{
    private void ReadOther(Expression node, bool isMoment)
    {
        switch (node)
        {
            case BinaryExpression binary:
                // The columns are in UTC, and C# compares DateTime values without looking at their kind.
                var ofMoments = IsMoment(binary.Left.Type) && IsMoment(binary.Right.Type);
                _parts.Add(binary.Method);
                Read(binary.Left, ofMoments);
                Read(binary.Right, ofMoments);
                Read(binary.Conversion);
                break;
            case UnaryExpression unary:
                _parts.Add(unary.Method);
                Read(unary.Operand, isMoment);
                break;
            case ConditionalExpression conditional:
                Read(conditional.Test);
                Read(conditional.IfTrue);
                Read(conditional.IfFalse);
                break;
            case NewArrayExpression array:
                ReadAll(array.Expressions);
                break;
            case InvocationExpression invocation:
                Read(invocation.Expression);
                ReadAll(invocation.Arguments);
                break;
            case TypeBinaryExpression test:
                _parts.Add(test.TypeOperand);
                Read(test.Expression);
                break;
            case IndexExpression index:
                _parts.Add(index.Indexer);
                Read(index.Object);
                ReadAll(index.Arguments);
                break;
            case ListInitExpression list:
                ReadNew(list.NewExpression);
                ReadInitializers(list.Initializers);
                break;
            case MemberInitExpression init:
                ReadNew(init.NewExpression);
                ReadBindings(init.Bindings);
                break;
            case DefaultExpression:
                break;
            default:
                // A node that C# has no syntax for: it equals only itself, so that its plan serves only itself.
                _parts.Add(node);
                break;
        }
    }

    private void ReadInitializers(IReadOnlyList<ElementInit> initializers)
    {
        _parts.Add(initializers.Count);
        foreach (var initializer in initializers)
        {
            _parts.Add(initializer.AddMethod);
            ReadAll(initializer.Arguments);
        }
    }

    private void ReadBindings(IReadOnlyList<MemberBinding> bindings)
    {
        _parts.Add(bindings.Count);
        foreach (var binding in bindings)
        {
            _parts.Add(binding.Member);
            _parts.AddNumber((int)binding.BindingType);
            switch (binding)
            {
                case MemberAssignment assignment:
                    Read(assignment.Expression);
                    break;
                case MemberListBinding list:
                    ReadInitializers(list.Initializers);
                    break;
                case MemberMemberBinding nested:
                    ReadBindings(nested.Bindings);
                    break;
            }
        }
    }

    private static bool IsMoment(Type type) => type == typeof(DateTime) || type == typeof(DateTime?);
}
