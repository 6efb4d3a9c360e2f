using System.Collections;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads the children of an entity into its collection, and points each child at it.</summary>
internal sealed class ChildrenReader(ChildrenModel relationship, RowReader children)
{
    private readonly ChildListReader _list = new(children);
    private readonly AddChild _add = (owner, child, mayHaveIt) => Add(relationship, owner!, child, mayHaveIt);

    public ChildrenModel Relationship { get; } = relationship;

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(relationship.RelationshipName);

    public bool TryRead(ref Utf8JsonReader reader, object entity, RowSession session)
    {
        // A class may put something in its collections by itself; what counts is what the org says.
        Relationship.Clear(entity);
        return _list.TryRead(ref reader, session, entity, _add, out _);
    }

    /// <summary>Hands the children read for one instance of a record to another one, which keeps those it has.</summary>
    public void Carry(object from, object to)
    {
        foreach (object? child in (IEnumerable)Relationship.GetValue(from)!)
            Add(Relationship, to, child, mayHaveIt: true);
    }

    private static void Add(ChildrenModel relationship, object entity, object? child, bool mayHaveIt)
    {
        // A tracker lets a child and a parent it knows meet by themselves, as soon as the child is read.
        bool haveMet = child is not null && ReferenceEquals(relationship.Inverse?.GetValue(child), entity);
        relationship.Add(entity, child, mayHaveIt || haveMet);
        if (child is not null)
            relationship.Inverse?.SetValue(child, entity);
    }
}
