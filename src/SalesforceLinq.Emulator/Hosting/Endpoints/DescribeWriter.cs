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
        writer.WriteBoolean("deepCloneable", false);
        Flag(writer, schema, "deletable", ObjectAbilities.Deletable);
        Flag(writer, schema, "deprecatedAndHidden", ObjectAbilities.DeprecatedAndHidden);
        Flag(writer, schema, "feedEnabled", ObjectAbilities.FeedEnabled);
        writer.WriteBoolean("hasSubtypes", false);
        writer.WriteBoolean("isInterface", false);
        writer.WriteBoolean("isSubtype", false);
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
        foreach (ChildRelationship child in schema.ChildRelationships)
            Child(writer, child);
        writer.WriteEndArray();
        Flag(writer, schema, "compactLayoutable", ObjectAbilities.CompactLayoutable);
        Flag(writer, schema, "createable", ObjectAbilities.Createable);
        writer.WriteBoolean("custom", schema.Custom);
        Flag(writer, schema, "customSetting", ObjectAbilities.CustomSetting);
        writer.WriteBoolean("deepCloneable", false);
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
        writer.WriteBoolean("hasSubtypes", false);
        writer.WriteNull("implementedBy");
        writer.WriteNull("implementsInterfaces");
        writer.WriteBoolean("isInterface", false);
        writer.WriteBoolean("isSubtype", false);
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
        Scopes(writer, schema);
        Flag(writer, schema, "triggerable", ObjectAbilities.Triggerable);
        Flag(writer, schema, "undeletable", ObjectAbilities.Undeletable);
        Flag(writer, schema, "updateable", ObjectAbilities.Updateable);
        writer.WriteStartObject("urls");
        Urls(writer, schema, prefix);
        writer.WriteString("uiDetailTemplate", origin + "/{ID}");
        writer.WriteString("uiEditTemplate", origin + "/{ID}/e");
        writer.WriteString("uiNewRecord", $"{origin}/{schema.KeyPrefix}/e");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Flag(Utf8JsonWriter writer, ObjectSchema schema, string name, ObjectAbilities ability) =>
        writer.WriteBoolean(name, schema.Definition.Has(ability));

    private static void EmptyArray(Utf8JsonWriter writer, string name)
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

    private static void Child(Utf8JsonWriter writer, ChildRelationship child)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("cascadeDelete", child.CascadeDelete);
        writer.WriteString("childSObject", child.ChildObject.Name);
        writer.WriteBoolean("deprecatedAndHidden", false);
        writer.WriteString("field", child.Field.Name);
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
        string what = schema.LabelPlural.ToLowerInvariant();
        writer.WriteStartArray("supportedScopes");
        foreach ((string label, string name) in ((string, string)[])[("All " + what, "everything"), ("My " + what, "mine")])
        {
            writer.WriteStartObject();
            writer.WriteString("label", label);
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
