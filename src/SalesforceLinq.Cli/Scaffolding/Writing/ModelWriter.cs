using SalesforceLinq.Cli.Scaffolding.Planning;

namespace SalesforceLinq.Cli.Scaffolding.Writing;

/// <summary>Writes a planned model as C#: a file for each class, one for its picklists, one for the context.</summary>
internal sealed class ModelWriter(string contextName, string namespaceName, PicklistStyle style)
{
    public IReadOnlyList<GeneratedFile> Write(ModelPlan plan)
    {
        List<GeneratedFile> files = [Context(plan)];
        foreach (ClassPlan planned in plan.Classes)
        {
            files.Add(Class(planned));
            if (planned.Picklists.Count > 0)
                files.Add(Picklists(planned));
        }

        return files;
    }

    private GeneratedFile Context(ModelPlan plan)
    {
        CodeText text = new();
        text.Line("using SalesforceLinq;").Line().Line($"namespace {namespaceName};").Line();
        text.Documentation("summary", "The org's objects, to query and to save.");
        text.Line("/// <param name=\"options\">Which org, and how to talk to it.</param>");
        text.Open($"public partial class {contextName}(SalesforceContextOptions<{contextName}> options) : SalesforceContext(options)");
        bool isFirst = true;
        foreach (ClassPlan planned in plan.Classes)
        {
            if (!isFirst)
                text.Line();
            isFirst = false;
            text.Documentation("summary", planned.PluralLabel);
            text.Line($"public SObjectSet<{planned.Name}> {planned.SetName} => Set<{planned.Name}>();");
        }

        return File(contextName, text.Close());
    }

    private GeneratedFile Class(ClassPlan planned)
    {
        CodeText text = new();
        if (planned.Properties.Any(property => property.Type.StartsWith("JToken", StringComparison.Ordinal)))
            text.Line("using Newtonsoft.Json.Linq;");
        text.Line("using SalesforceLinq;");
        if (planned.Properties.Any(property => property.Type is "Address" or "Address?" or "Location" or "Location?"))
            text.Line("using SalesforceLinq.Http;");
        text.Line().Line($"namespace {namespaceName};").Line();
        text.Documentation("summary", planned.Summary);
        if (planned.ApiName != planned.Name)
            text.Line($"[SObject({CodeText.Literal(planned.ApiName)})]");
        text.Open($"public partial class {planned.Name}");
        bool isFirst = true;
        foreach (PropertyPlan property in planned.Properties)
        {
            if (!isFirst)
                text.Line();
            isFirst = false;
            Property(text, property);
        }

        return File(planned.Name, text.Close());
    }

    private static void Property(CodeText text, PropertyPlan property)
    {
        text.Documentation("summary", property.Summary);
        if (property.Value is { } value)
            text.Documentation("value", value);
        if (property.Attribute is { } attribute)
            text.Line($"[{attribute}]");
        string initializer = property.Initializer is { } start ? $" = {start};" : "";
        text.Line($"public {property.Type} {property.Name} {{ get; set; }}{initializer}");
    }

    private GeneratedFile Picklists(ClassPlan planned)
    {
        CodeText text = new();
        if (style == PicklistStyle.Enums)
            text.Line("using System.Runtime.Serialization;").Line();
        text.Line($"namespace {namespaceName};");
        foreach (PicklistPlan picklist in planned.Picklists)
        {
            text.Line().Documentation("summary", picklist.Summary);
            text.Open(style == PicklistStyle.Enums ? $"public enum {picklist.Name}" : $"public static class {picklist.Name}");
            bool isFirst = true;
            foreach (PicklistMember member in picklist.Members)
            {
                if (!isFirst)
                    text.Line();
                isFirst = false;
                Member(text, member);
            }

            text.Close();
        }

        return File(planned.Name + ".Picklists", text);
    }

    private void Member(CodeText text, PicklistMember member)
    {
        text.Documentation("summary", member.Summary);
        if (style == PicklistStyle.Constants)
        {
            text.Line($"public const string {member.Name} = {CodeText.Literal(member.Value)};");
            return;
        }

        if (member.Name != member.Value)
            text.Line($"[EnumMember(Value = {CodeText.Literal(member.Value)})]");
        text.Line($"{member.Name},");
    }

    private GeneratedFile File(string name, CodeText text) => new(name + GeneratedFile.Extension, GeneratedFile.Head(contextName) + text);
}
