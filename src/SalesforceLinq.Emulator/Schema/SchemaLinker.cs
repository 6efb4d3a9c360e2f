namespace SalesforceLinq.Emulator.Schema;

/// <summary>Makes objects of their definitions: hands out key prefixes and finds who points to whom.</summary>
internal sealed class SchemaLinker
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public IReadOnlyList<ObjectSchema> Link(IReadOnlyList<ObjectDefinition> definitions)
    {
        HashSet<string> taken = new(definitions.Select(definition => definition.KeyPrefix).OfType<string>(), StringComparer.Ordinal);
        int next = 0;
        List<ObjectSchema> objects = [];
        foreach (ObjectDefinition definition in definitions)
        {
            string? prefix = definition.KeyPrefix;
            while (prefix is null)
            {
                // Custom objects get a00, a01 … in the order they were made, as in an org.
                string candidate = string.Create(3, next++, static (span, number) =>
                {
                    span[0] = 'a';
                    span[1] = Digits[number / 62 % 62];
                    span[2] = Digits[number % 62];
                });
                prefix = taken.Add(candidate) ? candidate : null;
            }
            objects.Add(new ObjectSchema(definition with { KeyPrefix = prefix }));
        }
        LinkChildren(objects);
        return objects;
    }

    private static void LinkChildren(List<ObjectSchema> objects)
    {
        Dictionary<string, List<ChildRelationship>> children = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, ObjectSchema> byName = objects.ToDictionary(schema => schema.Name, StringComparer.OrdinalIgnoreCase);
        foreach (ObjectSchema child in objects)
        {
            foreach (FieldSchema field in child.Fields)
            {
                // Records merged away are no children of the one that was kept.
                if (field.Name == "MasterRecordId")
                    continue;
                foreach (string target in field.ReferenceTo)
                {
                    if (!byName.TryGetValue(target, out ObjectSchema? parent))
                        continue;
                    if (!children.TryGetValue(parent.Name, out List<ChildRelationship>? list))
                        children.Add(parent.Name, list = []);
                    list.Add(Relationship(parent, child, field, list));
                }
            }
        }
        foreach (ObjectSchema schema in objects)
        {
            if (children.TryGetValue(schema.Name, out List<ChildRelationship>? list))
                schema.LinkChildren([.. list.OrderBy(relationship => relationship.ChildObject.Name, StringComparer.Ordinal)]);
        }
    }

    private static ChildRelationship Relationship(ObjectSchema parent, ObjectSchema child, FieldSchema field, List<ChildRelationship> siblings)
    {
        if (parent.Definition.DeclaredChildren.TryGetValue((child.Name, field.Name), out DeclaredChild? declared))
            return new ChildRelationship(declared.RelationshipName, child, field, declared.CascadeDelete, declared.RestrictedDelete);

        string? name = field.ChildRelationshipName;
        // A second reference to the same parent needs a name of its own.
        for (int number = 1; name is not null && siblings.Exists(sibling => NameIs(sibling, name)); number++)
        {
            string stem = field.ChildRelationshipName!;
            name = stem.EndsWith("__r", StringComparison.OrdinalIgnoreCase) ? $"{stem[..^3]}{number}__r" : $"{stem}{number}";
        }
        return new ChildRelationship(name, child, field, field.CascadeDelete, field.RestrictedDelete);
    }

    private static bool NameIs(ChildRelationship relationship, string name) =>
        string.Equals(relationship.RelationshipName, name, StringComparison.OrdinalIgnoreCase);
}
