using SalesforceLinq.Http;

namespace SalesforceLinq.Mapping.Validation;

/// <summary>Compares one field of a class with what the org says of it.</summary>
internal sealed class FieldValidator(EntityModel entity, SObjectDescription described)
{
    public IEnumerable<ModelMismatch> Validate(FieldModel field)
    {
        FieldDescription? there = described.FindField(field.ApiName);
        field.Description = there;
        return there is null ? [Missing(field)] : [.. Kind(field, there), .. Writing(field, there), .. Flags(field, there), .. Picklist(field, there)];
    }

    private ModelMismatch Missing(FieldModel field) => Error(field, ModelMismatchKind.MissingField,
        $"{field} stands for a field that {entity.ApiName} does not have, or not for this user. " +
        "Say the name with [Field(\"…\")], mark the property [NotMapped], or give the user access to the field.");

    private IEnumerable<ModelMismatch> Kind(FieldModel field, FieldDescription there)
    {
        if (!DescribedTypes.Fits(there, field.Converter))
        {
            yield return Error(field, ModelMismatchKind.WrongType,
                $"{field} is of type {NameOf(field.ClrType)}, and the org's field is of type {there.Type}. Make it {DescribedTypes.Suggest(there)}, or give it a converter.");
        }

        bool isNull = field.ClrType.IsValueType && Nullable.GetUnderlyingType(field.ClrType) is null;
        bool hasNull = field.ClrType == typeof(bool) || field.ClrType == typeof(SalesforceId) || field.ClrType.IsDefined(typeof(FlagsAttribute), inherit: false);
        if (!there.Nillable || field.IsExtra)
            yield break;
        if (isNull && !hasNull)
        {
            yield return Error(field, ModelMismatchKind.NullableInOrg,
                $"{field} is of type {NameOf(field.ClrType)}, which has no null, and the org's field may be null: reading such a record fails. Make it {field.ClrType.Name}?.");
        }
        else if (!isNull && !field.IsNullable)
        {
            yield return Warning(field, ModelMismatchKind.NullableInOrg,
                $"{field} is declared as never null, and the org's field may be null: the property will hold null all the same, and queries expect none. Declare it {NameOf(field.ClrType)}?.");
        }
    }

    private static IEnumerable<ModelMismatch> Writing(FieldModel field, FieldDescription there)
    {
        if (field.IsReadOnly || field.IsExtra || field.ApiName == "Id")
            yield break;
        if (!there.Createable && !there.Updateable)
        {
            yield return Error(field, ModelMismatchKind.NotWritable,
                $"{field} can be written, and the org lets nobody write it, or not this user. Mark it [Field(ReadOnly = true)], or give the user access to it.");
        }
        else if (!there.Createable)
        {
            yield return Warning(field, ModelMismatchKind.NotCreateable,
                $"{field} can be set on a new record, and the org takes it only when a record is changed. Leave it null when adding, and set it after the record was saved.");
        }
        else if (!there.Updateable && !field.IsCreateOnly)
        {
            yield return Error(field, ModelMismatchKind.NotUpdateable,
                $"{field} can be changed, and the org takes it only when a record is created. Mark it [Field(CreateOnly = true)].");
        }
    }

    private static IEnumerable<ModelMismatch> Flags(FieldModel field, FieldDescription there)
    {
        if (field.IsExternalId && !there.ExternalId && !there.IdLookup)
        {
            yield return Error(field, ModelMismatchKind.ExternalId,
                $"{field} is taken for an external id, and the org's field is none: no record can be upserted by it. Tick External ID in Setup, or take ExternalId off the property.");
        }
        else if (!field.IsExternalId && there.ExternalId && !field.IsExtra)
        {
            yield return Warning(field, ModelMismatchKind.ExternalId, $"{field} is an external id in the org. Say so with [Field(ExternalId = true)]: saves may then find and repeat records by it.");
        }

        bool isLong = there is { Type: "textarea", Filterable: false };
        if (isLong && !field.IsLongText && !field.IsExtra)
        {
            yield return Warning(field, ModelMismatchKind.LongText,
                $"{field} is a long text in the org, which can neither be filtered, sorted nor grouped. Say so with [Field(LongText = true)]: queries that try are then refused before any call.");
        }
        else if (field.IsLongText && !isLong)
        {
            yield return Warning(field, ModelMismatchKind.LongText, $"{field} is taken for a long text, and the org's field is none. Take LongText off the property: it can be filtered.");
        }
    }

    private static IEnumerable<ModelMismatch> Picklist(FieldModel field, FieldDescription there)
    {
        if (field.Converter.PicklistTexts is not { } texts || there.PicklistValues.Count == 0)
            yield break;
        List<string> active = [.. there.PicklistValues.Where(value => value.Active).Select(value => value.Value)];
        List<string> unnamed = [.. active.Except(texts, StringComparer.OrdinalIgnoreCase)];
        if (unnamed.Count > 0)
        {
            yield return Warning(field, ModelMismatchKind.PicklistValueNotInEnum,
                $"{field} has values in the org that its enum does not name: {Listed(unnamed)}. They are read, kept and written back; name them with [EnumMember(Value = \"…\")] to compare with them.");
        }

        List<string> absent = [.. texts.Except(there.PicklistValues.Select(value => value.Value), StringComparer.OrdinalIgnoreCase)];
        if (absent.Count > 0)
        {
            yield return Warning(field, ModelMismatchKind.PicklistValueNotInOrg,
                $"{field} has an enum with values the org's picklist does not have: {Listed(absent)}. {(there.RestrictedPicklist ? "Saving one of them is refused" : "No record has them yet")}. " +
                "Correct the enum, or add them in Setup.");
        }
    }

    private static string Listed(List<string> values) => string.Join(", ", values.Take(12).Select(value => $"'{value}'")) + (values.Count > 12 ? $" and {values.Count - 12} more" : "");

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? underlying.Name + "?" : type.Name;

    private static ModelMismatch Error(FieldModel field, ModelMismatchKind kind, string message) => new(kind, IsError: true, field.Entity, field.Name, field.ApiName, message);

    private static ModelMismatch Warning(FieldModel field, ModelMismatchKind kind, string message) => new(kind, IsError: false, field.Entity, field.Name, field.ApiName, message);
}
