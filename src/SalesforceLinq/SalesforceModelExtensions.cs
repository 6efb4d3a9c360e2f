using SalesforceLinq.Http;
using SalesforceLinq.Mapping.Validation;

namespace SalesforceLinq;

/// <summary>Compares a model with an org.</summary>
public static class SalesforceModelExtensions
{
    /// <summary>Compares every class with what the org says of its object, and finds all differences at once. No call is made.</summary>
    /// <param name="model">The model.</param>
    /// <param name="descriptions">The describes of the objects. An object that is not among them counts as missing.</param>
    /// <returns>The differences; an empty report where there are none. <see cref="FieldModel.Description"/> is known afterwards.</returns>
    public static ModelValidationReport Validate(this SalesforceModel model, params IEnumerable<SObjectDescription> descriptions)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(descriptions);
        Dictionary<string, SObjectDescription> byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (SObjectDescription description in descriptions)
            byName[description.Name] = description;
        return new ModelValidator(byName).Validate(model);
    }

    /// <summary>Asks the org for the describes of all objects of the model, one call each, and compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="client">The client of the org. It remembers describes as <c>SalesforceClientOptions</c> says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The differences; an empty report where there are none. <see cref="FieldModel.Description"/> is known afterwards.</returns>
    /// <exception cref="SalesforceApiException">The org refused to describe an object for another reason than that it does not have it.</exception>
    public static async Task<ModelValidationReport> ValidateAsync(this SalesforceModel model, SalesforceClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(client);
        List<SObjectDescription> descriptions = [];
        foreach (string name in model.Entities.Where(ModelValidator.IsOfOneObject).Select(entity => entity.ApiName).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                descriptions.Add(await client.SObject(name).DescribeAsync(cancellationToken: cancellationToken).ConfigureAwait(false));
            }
            catch (RecordNotFoundException)
            {
                // The report says that the object is missing, along with everything else.
            }
        }

        return model.Validate(descriptions);
    }
}
