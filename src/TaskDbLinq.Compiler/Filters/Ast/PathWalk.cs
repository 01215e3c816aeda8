using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>
/// MongoDB's way along a dotted path: arrays on the way are entered implicitly, and by index where a segment is a number.
/// The rules are those of the server's path iteration, which the manual tells in pieces:
/// https://www.mongodb.com/docs/manual/tutorial/query-arrays/ and …/query-array-of-documents/.
/// </summary>
internal static class PathWalk
{
    /// <summary>Whether some value that the path leads to is accepted.</summary>
    /// <param name="root">Where the path starts: a document, or a nested array as <c>$elemMatch</c> sees it.</param>
    /// <param name="field">The path.</param>
    /// <param name="condition">Asked about each value, <see cref="DocumentValue.Missing"/> where the path leads to nothing.</param>
    /// <param name="expandLeaf">Whether an array at the end stands for its elements as well as for itself.</param>
    public static bool Any(DocumentValue root, FieldPath field, Condition condition, bool expandLeaf)
    {
        var walk = new Walk(field, condition, expandLeaf);

        // Only $elemMatch starts in an array, one inside another: that is a document with numeric names there.
        return root is DocumentArray array && field.Length > 0 ? walk.From(array[field.First], 1) : walk.From(root, 0);
    }

    private readonly struct Walk(FieldPath field, Condition condition, bool expandLeaf)
    {
        /// <summary>Goes on from a value that the segments before <paramref name="at"/> led to.</summary>
        public bool From(DocumentValue value, int at)
        {
            for (; at < field.Length; at++)
            {
                switch (value)
                {
                    case Document document:
                        value = document[field[at]];
                        break;
                    case DocumentArray array:
                        return ThroughArray(array, at);
                    default:
                        // A scalar on the way: the path leads to nothing.
                        return condition.Accepts(DocumentValue.Missing);
                }
            }

            return expandLeaf && value is DocumentArray leaf ? AtLeaf(leaf) : condition.Accepts(value);
        }

        /// <summary>
        /// An array before the path's end. Documents in it are entered; an element whose index is the next segment is
        /// taken too. Other elements lead to nothing at all, which is not the same as to a missing value.
        /// </summary>
        private bool ThroughArray(DocumentArray array, int at)
        {
            var index = field.IndexAt(at);
            for (var i = 0; i < array.Count; i++)
            {
                var element = array.Span[i];
                if (element is Document && From(element, at))
                {
                    return true;
                }

                if (i == index && AtIndex(element, at + 1))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>An element that was named by its index: at the path's end it is itself only, not its elements.</summary>
        private bool AtIndex(DocumentValue element, int next)
        {
            if (next == field.Length)
            {
                return condition.Accepts(element);
            }

            // A nested array is an array before the path's end like any other; a scalar leads nowhere.
            return element is Document or DocumentArray && From(element, next);
        }

        private bool AtLeaf(DocumentArray leaf)
        {
            foreach (var element in leaf.Span)
            {
                if (condition.Accepts(element))
                {
                    return true;
                }
            }

            return condition.Accepts(leaf);
        }
    }
}
