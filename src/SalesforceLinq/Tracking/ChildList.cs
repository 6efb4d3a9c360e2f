namespace SalesforceLinq.Tracking;

/// <summary>Puts children into the collections of one property, and takes them out, whatever kind of collection a program uses.</summary>
internal abstract class ChildList(ChildrenModel relationship)
{
    public ChildrenModel Relationship { get; } = relationship;

    public static ChildList Create(ChildrenModel relationship) =>
        (ChildList)Activator.CreateInstance(typeof(ChildList<>).MakeGenericType(relationship.ElementType), relationship)!;

    /// <summary>Puts a child in, unless it is in already. A property without a collection, or with one of fixed size, is left alone.</summary>
    /// <returns>Whether the child is in the collection now.</returns>
    public abstract bool Put(object entity, object child);

    /// <summary>Takes a child out, if it is in.</summary>
    public abstract void TakeOut(object entity, object child);

    /// <summary>Gives the property a collection where it has none.</summary>
    public abstract void Ensure(object entity);
}

/// <summary>Collections of one class of children.</summary>
internal sealed class ChildList<T>(ChildrenModel relationship) : ChildList(relationship)
    where T : class
{
    public override bool Put(object entity, object child)
    {
        if (Relationship.GetValue(entity) is not ICollection<T> { IsReadOnly: false } children || child is not T element)
            return false;
        // By instance: a class may say that two of its objects are equal.
        if (children is List<T> list ? !list.Exists(other => ReferenceEquals(other, child)) : !children.Any(other => ReferenceEquals(other, child)))
            children.Add(element);
        return true;
    }

    public override void TakeOut(object entity, object child)
    {
        if (Relationship.GetValue(entity) is not ICollection<T> { IsReadOnly: false } children)
            return;
        if (children is not List<T> list)
            children.Remove((T)child);
        else if (list.FindIndex(other => ReferenceEquals(other, child)) is >= 0 and int position)
            list.RemoveAt(position);
    }

    public override void Ensure(object entity)
    {
        if (Relationship.GetValue(entity) is null && Relationship.Property.PropertyType.IsAssignableFrom(typeof(List<T>)))
            Relationship.SetValue(entity, new List<T>());
    }
}
