using System.Collections;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads the children of an entity into its collection, and points each child at it.</summary>
internal sealed class ChildrenReader(ChildrenModel relationship, RowReader children)
{
    private readonly ChildListReader _list = new(children);

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(relationship.RelationshipName);

    public bool TryRead(ref Utf8JsonReader reader, object entity, RowSession session)
    {
        IList list = CollectionOf(entity);
        // A record that was cut is read again from its beginning.
        list.Clear();
        return _list.TryRead(ref reader, session, child => Add(list, entity, child), out _);
    }

    /// <summary>Hands the children read for one instance of a record to another one, which keeps those it has.</summary>
    public void Carry(object from, object to)
    {
        IList target = CollectionOf(to);
        foreach (object? child in CollectionOf(from))
        {
            if (!target.Contains(child))
                Add(target, to, child);
        }
    }

    private void Add(IList list, object entity, object? child)
    {
        list.Add(child);
        if (child is not null)
            relationship.Inverse?.SetValue(child, entity);
    }

    private IList CollectionOf(object entity)
    {
        if (relationship.GetValue(entity) is IList { IsReadOnly: false, IsFixedSize: false } list)
            return list;
        list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(relationship.ElementType))!;
        relationship.SetValue(entity, list);
        return list;
    }
}
