using SalesforceLinq.Mapping.Attributes;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Which mapped fields SOQL text asks for: they are the ones an entity knows afterwards.</summary>
internal static class WrittenFields
{
    /// <summary>The fields of text that was read.</summary>
    public static IReadOnlyList<FieldModel> Of(EntityModel entity, SoqlQuery query) =>
        query.Select.Any(item => item is SoqlSelectTerm { Term: SoqlFunction { Name: var name } } && name.StartsWith("FIELDS", StringComparison.OrdinalIgnoreCase))
            ? entity.SelectedFields
            : Named(entity, query.Select.OfType<SoqlSelectTerm>().Select(item => item.Term).OfType<SoqlField>().Select(field => field.Path));

    /// <summary>The fields of text that goes to the org as it is.</summary>
    public static IReadOnlyList<FieldModel> Of(EntityModel entity, string text)
    {
        int from = text.IndexOf(" FROM ", StringComparison.OrdinalIgnoreCase);
        string list = from < 0 ? text : text[..from];
        // FIELDS(…) asks for all of a kind.
        if (list.Contains("FIELDS(", StringComparison.OrdinalIgnoreCase))
            return entity.SelectedFields;
        return Named(entity, list.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static List<FieldModel> Named(EntityModel entity, IEnumerable<string> words)
    {
        HashSet<string> names = new(words, StringComparer.OrdinalIgnoreCase);
        names.Remove("SELECT");
        return [.. entity.Fields.Where(field => names.Contains(field.ApiName)), .. Extra(entity, names)];
    }

    // What no property stands for is kept with the extra fields, where the class has a place for them. Functions and paths have no name of their own.
    private static IEnumerable<FieldModel> Extra(EntityModel entity, IEnumerable<string> names) =>
        entity.ExtraFields is { } extra ? names.Where(ApiNames.IsValid).Select(extra.Field).Where(field => field.IsExtra) : [];
}
