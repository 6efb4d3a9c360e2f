using System.Globalization;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Makes the form of a record from the SELECT list of a query without aggregates.</summary>
internal sealed class RowBinder(BindingScope scope, PathBinder paths, ValueBinder values, Func<SubqueryItem, ChildrenMember> bindChildren)
{
    private const int LongestShortText = 255;

    private int _unnamed;

    /// <summary>Whether a long text was selected.</summary>
    public bool SelectsLongText { get; private set; }

    public BoundRow Bind(SoqlQuery query)
    {
        BoundSource root = scope.Sources.Root;
        BoundRow row = new(new ColumnValue(root, root.Object.FindField("Id")!), root.Object, []);
        foreach (SelectItem item in query.Select)
        {
            switch (item)
            {
                case ValueItem { Value: FieldPath path } value:
                    if (value.Alias is not null)
                        throw scope.Refusal.Malformed("only aggregate expressions use field aliasing", value.Position);
                    AddField(row, path, null, null);
                    break;
                case ValueItem value:
                    AddFunction(row, value);
                    break;
                case FieldGroupItem group:
                    new FieldGroupBinder(scope).Check(query, group);
                    AddGroup(row, root, group);
                    break;
                case TypeofItem type:
                    AddTypeof(row, type);
                    break;
                case SubqueryItem subquery:
                    Add(row, bindChildren(subquery));
                    break;
                default:
                    throw scope.Refusal.Malformed("COUNT() must be the only item of the SELECT list", item.Position);
            }
        }

        return row;
    }

    private void AddField(BoundRow row, FieldPath path, string? alias, Func<BoundValue, BoundValue>? wrap)
    {
        BoundPath bound = paths.Bind(path);
        foreach (BoundStep step in bound.Steps)
            row = Parent(row, step);
        if (bound.Value is ColumnValue { Field: { Stored: false } compound } column && wrap is null)
        {
            Add(row, new CompoundMember(compound.Name, LocationParts.Of(column.Source, compound)));
            return;
        }

        AddValue(row, alias ?? bound.MemberName(path.Field), wrap is null ? bound.Value : wrap(bound.Value));
    }

    private void AddValue(BoundRow row, string name, BoundValue value)
    {
        FieldSchema? field = (value as ColumnValue)?.Field;
        SelectsLongText |= field is { Type: FieldType.TextArea, Length: > LongestShortText };
        Add(row, new ValueMember(name, value) { Blob = field is { Type: FieldType.Base64 } ? field : null });
    }

    private void Add(BoundRow row, BoundMember member)
    {
        if (row.Members.Exists(known => known.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)))
            throw scope.Refusal.DuplicateField(member.Name);
        row.Members.Add(member);
    }

    private BoundRow Parent(BoundRow row, BoundStep step)
    {
        foreach (BoundMember member in row.Members)
        {
            if (member is ParentMember parent && parent.Name == step.Name)
                return parent.Row;
        }

        BoundRow added = new(step.Id, step.Object, []);
        Add(row, new ParentMember(step.Name, added));
        return added;
    }

    private void AddFunction(BoundRow row, ValueItem item)
    {
        FunctionCall call = (FunctionCall)item.Value;
        if (ValueBinder.IsDateFunction(call) || call.Name.Equals("convertTimezone", StringComparison.OrdinalIgnoreCase))
            throw scope.Refusal.NotGrouped(call.ToString(), call.Position);
        if (call.Name.Equals("DISTANCE", StringComparison.OrdinalIgnoreCase))
        {
            AddValue(row, item.Alias ?? string.Create(CultureInfo.InvariantCulture, $"expr{_unnamed++}"), values.Bind(call));
            return;
        }

        Operand inner = call;
        while (inner is FunctionCall { Arguments: [Operand argument, ..] })
            inner = argument;
        AddField(row, (FieldPath)inner, item.Alias, _ => values.Bind(call));
    }

    private void AddGroup(BoundRow row, BoundSource root, FieldGroupItem item)
    {
        FieldGroup group = item.Group;
        int before = row.Members.Count;
        foreach (FieldSchema field in root.Object.Fields)
        {
            bool wanted = group == FieldGroup.All || field.Custom == (group == FieldGroup.Custom);
            if (!wanted)
                continue;
            if (field.Stored)
                AddValue(row, field.Name, new ColumnValue(root, field));
            else
                Add(row, new CompoundMember(field.Name, LocationParts.Of(root, field)));
        }

        if (row.Members.Count == before)
            throw scope.Refusal.Malformed($"FIELDS({group.ToString().ToUpperInvariant()}) selects no field of {root.Object.Name}", item.Position);
    }

    private void AddTypeof(BoundRow row, TypeofItem item)
    {
        BoundPath path = paths.BindRelationship(item.Relationship, out FieldSchema reference, out BoundSource source);
        foreach (BoundStep step in path.Steps)
            row = Parent(row, step);
        IReadOnlyList<ObjectSchema> targets = paths.Targets(reference);
        List<BoundRow> branches = [];
        foreach (TypeofBranch branch in item.Branches)
        {
            ObjectSchema target = targets.FirstOrDefault(known => known.Name.Equals(branch.ObjectName, StringComparison.OrdinalIgnoreCase))
                ?? throw scope.Refusal.NoSuchObject(branch.ObjectName, branch.Position);
            paths.CountTypeof(reference, target, item.Relationship);
            BoundSource joined = scope.Sources.Join(source, reference, target);
            branches.Add(BranchRow(joined, branch.Fields));
        }

        BoundRow otherwise = new(path.Value, null, []);
        foreach (FieldPath field in item.Otherwise)
        {
            BoundValue shared = paths.BindShared(source, reference, targets, field.Field, field);
            AddValue(otherwise, shared is ColumnValue ? "Id" : shared.Name, shared);
        }

        Add(row, new TypeofMember(reference.RelationshipName!, path.Value, branches, otherwise));
    }

    private BoundRow BranchRow(BoundSource joined, IReadOnlyList<FieldPath> fields)
    {
        BoundRow row = new(new ColumnValue(joined, joined.Object.FindField("Id")!), joined.Object, []);
        foreach (FieldPath path in fields)
        {
            BoundRow target = row;
            BoundPath bound = paths.BindFrom(joined, path);
            foreach (BoundStep step in bound.Steps)
                target = Parent(target, step);
            if (bound.Value is ColumnValue { Field: { Stored: false } compound } column)
                Add(target, new CompoundMember(compound.Name, LocationParts.Of(column.Source, compound)));
            else
                AddValue(target, bound.MemberName(path.Field), bound.Value);
        }

        return row;
    }
}
