namespace TaskDbLinq.Sqlite.Writing;

/// <summary>How much a change is, which says what could be left of one that has a fault of its own.</summary>
internal enum ChangeExtent
{
    /// <summary>One statement: nothing is left of it, and it needs no transaction around it.</summary>
    Statement,

    /// <summary>Nothing is left: the first statement tells whether the change can be made.</summary>
    Checked,

    /// <summary>Several statements, each of which may have a fault.</summary>
    Several,
}
