using SalesforceLinq.Http;

namespace SalesforceLinq.Mapping.Validation;

/// <summary>Compares the classes of a model with what an org says of their objects, and lets the fields of the model remember it.</summary>
internal sealed class ModelValidator(IReadOnlyDictionary<string, SObjectDescription> descriptions)
{
    public ModelValidationReport Validate(SalesforceModel model) => new([.. model.Entities.Where(IsOfOneObject).SelectMany(Entity)]);

    /// <summary>Whether a class stands for one object, so that there is something to compare it with.</summary>
    public static bool IsOfOneObject(EntityModel entity) => !entity.IsPolymorphic;

    private IEnumerable<ModelMismatch> Entity(EntityModel entity)
    {
        if (!descriptions.TryGetValue(entity.ApiName, out SObjectDescription? described))
        {
            return
            [
                new ModelMismatch(ModelMismatchKind.MissingObject, IsError: true, entity, null, entity.ApiName,
                    $"The class {entity.ClrType.Name} stands for the object {entity.ApiName}, which the org does not have, or not for this user. " +
                    "Say the name with [SObject(\"…\")], or give the user access to the object."),
            ];
        }

        FieldValidator fields = new(entity, described);
        RelationshipValidator relationships = new(entity, described);
        IEnumerable<ModelMismatch> queryable = described.Queryable ? [] :
        [
            new ModelMismatch(ModelMismatchKind.NotQueryable, IsError: true, entity, null, entity.ApiName,
                $"The object {entity.ApiName}, which the class {entity.ClrType.Name} stands for, cannot be queried. Take the class out of the model."),
        ];
        return
        [
            .. queryable,
            .. entity.SelectedFields.SelectMany(fields.Validate),
            .. entity.Parents.SelectMany(relationships.Validate),
            .. entity.Children.SelectMany(relationships.Validate),
        ];
    }
}
