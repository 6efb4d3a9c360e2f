using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>What is selected for an entity read as a whole: its fields, and the parents and children that were included.</summary>
internal sealed class EntityShape(EntityModel model, IReadOnlyList<FieldModel>? fields = null)
{
    private readonly List<FieldModel> _fields = [.. fields ?? model.SelectedFields];

    private readonly List<(ParentModel Relationship, EntityShape Shape)> _parents = [];
    private readonly List<(ChildrenModel Relationship, EntityShape Shape, SoqlQuery Query)> _children = [];

    public EntityModel Model { get; } = model;

    /// <summary>Selects fields no property stands for, which go where the class keeps such.</summary>
    /// <exception cref="MappingException">The class has no property that takes extra fields.</exception>
    public void AddExtra(IEnumerable<string> apiNames)
    {
        ExtraFieldsModel extra = Model.ExtraFields ?? throw new MappingException(
            $"The class {Model.ClrType.Name} has no property that takes extra fields, so WithFields has nowhere to put them. " +
            "Add '[ExtraFields] public IDictionary<string, JToken?> Extra { get; set; } = new Dictionary<string, JToken?>();'.");
        _fields.AddRange(apiNames.Select(extra.Field).Except(_fields));
    }

    /// <summary>The shape of an included parent; included now if it was not.</summary>
    public EntityShape Parent(ParentModel relationship)
    {
        foreach ((ParentModel known, EntityShape shape) in _parents)
        {
            if (known == relationship)
                return shape;
        }

        EntityShape added = new(relationship.Target);
        _parents.Add((relationship, added));
        return added;
    }

    /// <summary>The shape of included children; included now if they were not.</summary>
    public EntityShape Children(ChildrenModel relationship, SoqlQuery query)
    {
        foreach ((ChildrenModel known, EntityShape shape, _) in _children)
        {
            if (known == relationship)
                return shape;
        }

        EntityShape added = new(relationship.Target);
        _children.Add((relationship, added, query));
        return added;
    }

    public IEnumerable<SoqlSelectItem> Select(string path)
    {
        foreach (FieldModel field in _fields)
            yield return new SoqlSelectTerm(new SoqlField(path + field.ApiName));
        foreach ((ParentModel relationship, EntityShape shape) in _parents)
        {
            foreach (SoqlSelectItem item in shape.Select(path + relationship.RelationshipName + "."))
                yield return item;
        }

        foreach ((_, EntityShape shape, SoqlQuery query) in _children)
            yield return new SoqlSelectChildren(query with { Select = [.. shape.Select("")] });
    }

    public EntityReader Reader() => new(
        Model,
        _fields,
        [.. _parents.Select(parent => new ParentReader(parent.Relationship, parent.Shape.Reader()))],
        [.. _children.Select(children => new ChildrenReader(children.Relationship, children.Shape.Reader()))]);
}
