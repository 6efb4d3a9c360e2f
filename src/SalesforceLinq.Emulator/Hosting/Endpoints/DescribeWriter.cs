using System.Text.Json;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Writes an object as describe shows it: all members, in the alphabetical order an org has.</summary>
internal static class DescribeWriter
{
    /// <summary>The entry of the global describe.</summary>
    public static void Summary(Utf8JsonWriter writer, ObjectSchema schema, string prefix)
    {
        writer.WriteStartObject();
        Flag(writer, schema, "activateable", ObjectAbilities.Activateable);
        writer.WriteNull("associateEntityType");
        writer.WriteNull("associateParentEntity");
        Flag(writer, schema, "createable", ObjectAbilities.Createable);
        writer.WriteBoolean("custom", schema.Custom);
        Flag(writer, schema, "customSetting", ObjectAbilities.CustomSetting);
        Flag(writer, schema, "deepCloneable", ObjectAbilities.DeepCloneable);
        Flag(writer, schema, "deletable", ObjectAbilities.Deletable);
        Flag(writer, schema, "deprecatedAndHidden", ObjectAbilities.DeprecatedAndHidden);
        Flag(writer, schema, "feedEnabled", ObjectAbilities.FeedEnabled);
        Flag(writer, schema, "hasSubtypes", ObjectAbilities.HasSubtypes);
        Flag(writer, schema, "isInterface", ObjectAbilities.IsInterface);
        Flag(writer, schema, "isSubtype", ObjectAbilities.IsSubtype);
        writer.WriteString("keyPrefix", schema.KeyPrefix);
        writer.WriteString("label", schema.Label);
        writer.WriteString("labelPlural", schema.LabelPlural);
        Flag(writer, schema, "layoutable", ObjectAbilities.Layoutable);
        Flag(writer, schema, "mergeable", ObjectAbilities.Mergeable);
        Flag(writer, schema, "mruEnabled", ObjectAbilities.MruEnabled);
        writer.WriteString("name", schema.Name);
        Flag(writer, schema, "queryable", ObjectAbilities.Queryable);
        Flag(writer, schema, "replicateable", ObjectAbilities.Replicateable);
        Flag(writer, schema, "retrieveable", ObjectAbilities.Retrieveable);
        Flag(writer, schema, "searchable", ObjectAbilities.Searchable);
        Flag(writer, schema, "triggerable", ObjectAbilities.Triggerable);
        Flag(writer, schema, "undeletable", ObjectAbilities.Undeletable);
        Flag(writer, schema, "updateable", ObjectAbilities.Updateable);
        writer.WriteStartObject("urls");
        Urls(writer, schema, prefix);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The whole describe.</summary>
    public static void Whole(Utf8JsonWriter writer, ObjectSchema schema, string prefix, string origin)
    {
        writer.WriteStartObject();
        EmptyArray(writer, "actionOverrides");
        Flag(writer, schema, "activateable", ObjectAbilities.Activateable);
        writer.WriteNull("associateEntityType");
        writer.WriteNull("associateParentEntity");
        writer.WriteStartArray("childRelationships");
        foreach (DescribedChild child in Children(schema))
            Child(writer, child);
        writer.WriteEndArray();
        Flag(writer, schema, "compactLayoutable", ObjectAbilities.CompactLayoutable);
        Flag(writer, schema, "createable", ObjectAbilities.Createable);
        writer.WriteBoolean("custom", schema.Custom);
        Flag(writer, schema, "customSetting", ObjectAbilities.CustomSetting);
        Flag(writer, schema, "deepCloneable", ObjectAbilities.DeepCloneable);
        writer.WriteNull("defaultImplementation");
        Flag(writer, schema, "deletable", ObjectAbilities.Deletable);
        Flag(writer, schema, "deprecatedAndHidden", ObjectAbilities.DeprecatedAndHidden);
        writer.WriteNull("extendedBy");
        writer.WriteNull("extendsInterfaces");
        Flag(writer, schema, "feedEnabled", ObjectAbilities.FeedEnabled);
        writer.WriteStartArray("fields");
        foreach (FieldSchema field in schema.Fields)
            FieldDescribeWriter.Write(writer, field);
        writer.WriteEndArray();
        Flag(writer, schema, "hasSubtypes", ObjectAbilities.HasSubtypes);
        writer.WriteNull("implementedBy");
        writer.WriteNull("implementsInterfaces");
        Flag(writer, schema, "isInterface", ObjectAbilities.IsInterface);
        Flag(writer, schema, "isSubtype", ObjectAbilities.IsSubtype);
        writer.WriteString("keyPrefix", schema.KeyPrefix);
        writer.WriteString("label", schema.Label);
        writer.WriteString("labelPlural", schema.LabelPlural);
        Flag(writer, schema, "layoutable", ObjectAbilities.Layoutable);
        writer.WriteNull("listviewable");
        writer.WriteNull("lookupLayoutable");
        Flag(writer, schema, "mergeable", ObjectAbilities.Mergeable);
        Flag(writer, schema, "mruEnabled", ObjectAbilities.MruEnabled);
        writer.WriteString("name", schema.Name);
        EmptyArray(writer, "namedLayoutInfos");
        writer.WriteNull("networkScopeFieldName");
        Flag(writer, schema, "queryable", ObjectAbilities.Queryable);
        RecordTypes(writer, schema, prefix);
        Flag(writer, schema, "replicateable", ObjectAbilities.Replicateable);
        Flag(writer, schema, "retrieveable", ObjectAbilities.Retrieveable);
        Flag(writer, schema, "searchLayoutable", ObjectAbilities.SearchLayoutable);
        Flag(writer, schema, "searchable", ObjectAbilities.Searchable);
        writer.WriteString("sobjectDescribeOption", "FULL");
        Scopes(writer, schema);
        Flag(writer, schema, "triggerable", ObjectAbilities.Triggerable);
        Flag(writer, schema, "undeletable", ObjectAbilities.Undeletable);
        Flag(writer, schema, "updateable", ObjectAbilities.Updateable);
        writer.WriteStartObject("urls");
        Urls(writer, schema, prefix);
        PageUrls(writer, schema, origin);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void PageUrls(Utf8JsonWriter writer, ObjectSchema schema, string origin)
    {
        writer.WriteString("uiDetailTemplate", origin + "/{ID}");
        writer.WriteString("uiEditTemplate", origin + "/{ID}/e");
        writer.WriteString("uiNewRecord", $"{origin}/{schema.KeyPrefix}/e");
    }

    private static void Flag(Utf8JsonWriter writer, ObjectSchema schema, string name, ObjectAbilities ability) =>
        writer.WriteBoolean(name, schema.Definition.Has(ability));

    public static void EmptyArray(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }

    private static void Urls(Utf8JsonWriter writer, ObjectSchema schema, string prefix)
    {
        string path = $"{prefix}/sobjects/{schema.Name}";
        writer.WriteString("compactLayouts", path + "/describe/compactLayouts");
        writer.WriteString("rowTemplate", path + "/{ID}");
        writer.WriteString("approvalLayouts", path + "/describe/approvalLayouts");
        writer.WriteString("defaultValues", path + "/defaultValues?recordTypeId&fields");
        writer.WriteString("describe", path + "/describe");
        writer.WriteString("quickActions", path + "/quickActions");
        writer.WriteString("layouts", path + "/describe/layouts");
        writer.WriteString("sobject", path);
    }

    /// <summary>The relationships of the schema, and those a loaded describe names whose child object is not here.</summary>
    private static IEnumerable<DescribedChild> Children(ObjectSchema schema)
    {
        List<DescribedChild> children = [.. schema.ChildRelationships.Select(child =>
            new DescribedChild(child.ChildObject.Name, child.Field.Name, child.RelationshipName, child.CascadeDelete, child.RestrictedDelete))];
        HashSet<(string, string)> linked = [.. children.Select(child => (child.Object, child.Field))];
        foreach (((string name, string field), DeclaredChild declared) in schema.Definition.DeclaredChildren)
        {
            if (!linked.Contains((name, field)))
                children.Add(new DescribedChild(name, field, declared.RelationshipName, declared.CascadeDelete, declared.RestrictedDelete));
        }
        return children.OrderBy(child => child.Object, StringComparer.Ordinal);
    }

    private static void Child(Utf8JsonWriter writer, DescribedChild child)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("cascadeDelete", child.CascadeDelete);
        writer.WriteString("childSObject", child.Object);
        writer.WriteBoolean("deprecatedAndHidden", false);
        writer.WriteString("field", child.Field);
        EmptyArray(writer, "junctionIdListNames");
        EmptyArray(writer, "junctionReferenceTo");
        writer.WriteString("relationshipName", child.RelationshipName);
        writer.WriteBoolean("restrictedDelete", child.RestrictedDelete);
        writer.WriteEndObject();
    }

    private static void RecordTypes(Utf8JsonWriter writer, ObjectSchema schema, string prefix)
    {
        IReadOnlyList<RecordTypeInfo> types = schema.Definition.RecordTypes is { Count: > 0 } declared
            ? declared
            : [new RecordTypeInfo("012000000000000AAA", "Master", "Master", Master: true, Active: true, Available: true, IsDefault: true)];
        writer.WriteStartArray("recordTypeInfos");
        foreach (RecordTypeInfo type in types)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("active", type.Active);
            writer.WriteBoolean("available", type.Available);
            writer.WriteBoolean("defaultRecordTypeMapping", type.IsDefault);
            writer.WriteString("developerName", type.DeveloperName);
            writer.WriteBoolean("master", type.Master);
            writer.WriteString("name", type.Name);
            writer.WriteString("recordTypeId", type.Id);
            writer.WriteStartObject("urls");
            writer.WriteString("layout", $"{prefix}/sobjects/{schema.Name}/describe/layouts/{type.Id}");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Scopes(Utf8JsonWriter writer, ObjectSchema schema)
    {
        writer.WriteStartArray("supportedScopes");
        foreach (ScopeInfo scope in schema.Definition.Scopes ?? OfOwner(schema))
        {
            writer.WriteStartObject();
            writer.WriteString("label", scope.Label);
            writer.WriteString("name", scope.Name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // What is owned can be asked for by its owner; where a queue may own it, by the owner's kind.
    private static IEnumerable<ScopeInfo> OfOwner(ObjectSchema schema)
    {
        string what = schema.LabelPlural.ToLowerInvariant();
        FieldSchema? owner = schema.FindField("OwnerId");
        bool queues = owner is not null && owner.ReferenceTo.Contains("Group");
        yield return new ScopeInfo("All " + what, "everything");
        if (owner is not null)
            yield return new ScopeInfo("My " + what, "mine");
        if (queues)
            yield return new ScopeInfo("Queue owned " + what, "queue_owned");
        if (queues)
            yield return new ScopeInfo("User owned " + what, "user_owned");
    }

    private readonly record struct DescribedChild(string Object, string Field, string? RelationshipName, bool CascadeDelete, bool RestrictedDelete);
}
