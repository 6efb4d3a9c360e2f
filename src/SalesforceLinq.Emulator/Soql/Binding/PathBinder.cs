using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Finds the field a path means, joining the parents on its way.</summary>
internal sealed class PathBinder(BindingScope scope)
{
    private const int MostLevels = 5;
    private const int MostRelationships = 55;

    // What all records with a name have in common (the object "Name").
    private static readonly HashSet<string> SharedFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "Alias", "Email", "FirstName", "Id", "IsActive", "LastName", "Name", "Phone", "ProfileId", "RecordTypeId", "Title", "Type", "Username", "UserRoleId",
    };

    public BoundPath Bind(FieldPath path)
    {
        IReadOnlyList<string> names = scope.FromRoot(path);
        if (names.Count - 1 > MostLevels)
            throw scope.Refusal.Malformed($"Relationship paths can reach at most {MostLevels} levels: {path}", path.Position);

        return Walk(scope.Sources.Root, names, path);
    }

    /// <summary>The same for a path that begins at a joined parent, as the fields of a TYPEOF branch do.</summary>
    public BoundPath BindFrom(BoundSource source, FieldPath path) => Walk(source, path.Names, path);

    /// <summary>The fields that every target of a polymorphic reference has, under the relationship.</summary>
    public BoundPath BindRelationship(FieldPath path, out FieldSchema reference, out BoundSource source)
    {
        IReadOnlyList<string> names = scope.FromRoot(path);
        source = scope.Sources.Root;
        List<BoundStep> steps = [];
        for (int i = 0; i < names.Count - 1; i++)
        {
            FieldSchema step = source.Object.FindRelationship(names[i]) ?? throw scope.Refusal.NoSuchParent(names[i], path.Position);
            if (IsPolymorphic(step) || Targets(step) is not [ObjectSchema target, ..])
                throw scope.Refusal.NoSuchParent(names[i], path.Position);
            source = scope.Sources.Join(source, step, target);
            steps.Add(new BoundStep(step.RelationshipName!, IdOf(source), source.Object));
        }

        reference = source.Object.FindRelationship(names[^1]) ?? throw scope.Refusal.NoSuchParent(names[^1], path.Position);
        if (!IsPolymorphic(reference))
            throw scope.Refusal.Malformed($"TYPEOF needs a polymorphic relationship, and {names[^1]} is none", path.Position);
        return new BoundPath(steps, new ColumnValue(source, reference));
    }

    public BoundValue BindShared(BoundSource source, FieldSchema reference, IReadOnlyList<ObjectSchema> targets, string name, FieldPath path)
    {
        if (!SharedFields.Contains(name))
            throw scope.Refusal.NoSuchColumn(name, "Name", path.Position);
        if (name.Equals("Type", StringComparison.OrdinalIgnoreCase))
            return new RelationTypeValue(source, reference, targets);
        if (name.Equals("Id", StringComparison.OrdinalIgnoreCase))
            return new ColumnValue(source, reference);

        bool isName = name.Equals("Name", StringComparison.OrdinalIgnoreCase);
        List<PolymorphicTarget> found = [];
        foreach (ObjectSchema target in targets)
        {
            FieldSchema? field = target.FindField(name) ?? (isName ? target.NameField : null);
            if (field is { Stored: true })
                found.Add(new PolymorphicTarget(target, field));
        }

        if (found.Count == 0)
            throw scope.Refusal.NoSuchColumn(name, "Name", path.Position);
        FieldSchema shared = found.Find(target => target.Field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Field ?? found[0].Field;
        return new PolymorphicValue(source, reference, isName ? shared with { Name = "Name" } : shared, found);
    }

    /// <summary>Every kind of record that TYPEOF looks at counts as a relationship.</summary>
    public void CountTypeof(FieldSchema reference, ObjectSchema target, FieldPath path) => Count($"{reference.RelationshipName}:{target.Name}", path);

    public IReadOnlyList<ObjectSchema> Targets(FieldSchema reference) =>
        [.. reference.ReferenceTo.Select(scope.Schema.Find).OfType<ObjectSchema>()];

    private BoundPath Walk(BoundSource source, IReadOnlyList<string> names, FieldPath path)
    {
        List<BoundStep> steps = [];
        for (int i = 0; i < names.Count - 1; i++)
        {
            FieldSchema reference = source.Object.FindRelationship(names[i]) ?? throw scope.Refusal.NoSuchParent(names[i], path.Position);
            CountRelationship(names, i, path);
            IReadOnlyList<ObjectSchema> targets = Targets(reference);
            if (targets.Count == 0)
                throw scope.Refusal.NoSuchParent(names[i], path.Position);

            bool last = i == names.Count - 2;
            if (IsPolymorphic(reference))
            {
                if (last)
                {
                    steps.Add(new BoundStep(reference.RelationshipName!, new ColumnValue(source, reference), null));
                    return new BoundPath(steps, BindShared(source, reference, targets, names[^1], path));
                }

                // Beyond a polymorphic relationship only the relationships of people can be followed: Owner.Profile.Name.
                ObjectSchema target = targets.FirstOrDefault(candidate => candidate.FindRelationship(names[i + 1]) is not null && candidate.Name == "User")
                    ?? throw scope.Refusal.NoSuchParent(names[i + 1], path.Position);
                steps.Add(new BoundStep(reference.RelationshipName!, new ColumnValue(source, reference), null));
                source = scope.Sources.Join(source, reference, target);
                continue;
            }

            source = scope.Sources.Join(source, reference, targets[0]);
            steps.Add(new BoundStep(reference.RelationshipName!, IdOf(source), source.Object));
        }

        FieldSchema field = source.Object.FindField(names[^1]) ?? throw scope.Refusal.NoSuchColumn(names[^1], source.Object.Name, path.Position);
        return new BoundPath(steps, new ColumnValue(source, field));
    }

    private static bool IsPolymorphic(FieldSchema reference) => reference.PolymorphicForeignKey || reference.ReferenceTo.Count > 1;

    private static ColumnValue IdOf(BoundSource source) => new(source, source.Object.FindField("Id")!);

    private void CountRelationship(IReadOnlyList<string> names, int index, FieldPath path) => Count(string.Join('.', names.Take(index + 1)), path);

    private void Count(string relationship, FieldPath path)
    {
        scope.Relationships.Add($"{scope.Sources.Root.Alias}.{relationship}");
        if (scope.Relationships.Count > MostRelationships)
            throw scope.Refusal.Malformed($"A query can use at most {MostRelationships} child-to-parent relationships", path.Position);
    }
}
