using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>What a column of a batch stands for: the id, a field, or a parent by a key of its own.</summary>
internal sealed class LoadColumn
{
    private readonly FieldSchema? _field;
    private readonly FieldSchema? _reference;
    private readonly ObjectSchema? _parent;

    private LoadColumn(FieldSchema? field, FieldSchema? reference = null, ObjectSchema? parent = null)
    {
        _field = field;
        _reference = reference;
        _parent = parent;
    }

    public bool IsId => _reference is null && _field is { Type: FieldType.Id };

    /// <summary>The column of a name such as <c>Name</c>, <c>Account.Key__c</c>, <c>Parent__r.Key__c</c> or <c>Lead:Who.Email</c>; case does not matter.</summary>
    /// <remarks>Source: Bulk API 2.0 guide, "Relationship Fields in a Header Row": a polymorphic one names its object first.</remarks>
    /// <exception cref="BatchRefusedException">There is nothing of this name.</exception>
    public static LoadColumn Of(OrgSchema schema, ObjectSchema target, string name)
    {
        if (target.FindField(name) is { } field)
            return new LoadColumn(field);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            throw NotFound(name);
        string relationship = name[..dot];
        string? objectName = null;
        if (relationship.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            (objectName, relationship) = (relationship[..colon], relationship[(colon + 1)..]);
        if (target.FindRelationship(relationship) is not { } reference || (objectName is null && reference.ReferenceTo.Count != 1))
            throw NotFound(name);
        objectName ??= reference.ReferenceTo[0];
        return reference.ReferenceTo.Contains(objectName, StringComparer.OrdinalIgnoreCase)
            && schema.Find(objectName) is { } parent && parent.FindField(name[(dot + 1)..]) is { } key && (key.ExternalId || key.IdLookup || key.Type == FieldType.Id)
            ? new LoadColumn(key, reference, parent)
            : throw NotFound(name);
    }

    /// <summary>Puts a text into a record.</summary>
    /// <exception cref="RecordRefusedException">It is no value of the field's type.</exception>
    public void Put(RecordInput input, string? text, int column)
    {
        if (IsId)
        {
            input.Id = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
            return;
        }
        object? value = text is null || _field!.Type == FieldType.Id ? text : FieldText.Read(_field, text, column);
        if (_reference is null)
            input.Values.Add((_field!, value));
        else if (value is null)
            input.Values.Add((_reference, null));
        else
            input.Parents.Add(new ParentKey(_reference, _parent!.Name, _field!.Name, value));
    }

    private static BatchRefusedException NotFound(string name) => new("InvalidBatch", $"Field name not found : {name}");
}
