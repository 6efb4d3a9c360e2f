using System.Linq.Expressions;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>What is selected for an entity read as a whole: its fields, and the parents and children that were included.</summary>
internal sealed class EntityShape(EntityModel model, IReadOnlyList<FieldModel>? fields = null, ChildQueryCount? count = null)
{
    private readonly ChildQueryCount _count = count ?? new ChildQueryCount();

    private readonly List<FieldModel> _fields = [.. fields ?? model.SelectedFields];

    private readonly List<(ParentModel Relationship, EntityShape Shape)> _parents = [];
    private readonly List<(ChildrenModel Relationship, EntityShape Shape, SoqlQuery Query)> _children = [];

    public EntityModel Model { get; } = model;

    /// <summary>Whether the entity stands further up than the row.</summary>
    public bool IsParent { get; init; }

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

        EntityShape added = new(relationship.Target, null, _count) { IsParent = true };
        _parents.Add((relationship, added));
        return added;
    }

    /// <summary>The shape of included children; included now if they were not.</summary>
    public EntityShape Children(ChildrenModel relationship, SoqlQuery query, Expression path)
    {
        if (IsParent)
            throw Refusal.ChildrenOfParent(path);
        foreach ((ChildrenModel known, EntityShape shape, SoqlQuery filtered) in _children)
        {
            if (known != relationship)
                continue;
            // Include(a => a.Contacts) after a filtered one only says where ThenInclude goes on.
            bool isSame = IsPlain(query) || SoqlPrinter.Print(filtered) == SoqlPrinter.Print(query);
            return isSame ? shape : throw Refusal.IncludeTwice(relationship);
        }

        EntityShape added = new(relationship.Target, null, _count.Add(path));
        _children.Add((relationship, added, query));
        return added;
    }

    private static bool IsPlain(SoqlQuery query) => query is { Where: null, Limit: null, OrderBy.IsEmpty: true };

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
