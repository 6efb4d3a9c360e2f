using System.ComponentModel.DataAnnotations;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Validating;

/// <summary>Checks entities against their DataAnnotations before anything is sent.</summary>
internal sealed class EntityValidator(ChangeTracker tracker)
{
    /// <summary>Checks new entities as a whole, and of changed ones what is sent: what was never read cannot be judged.</summary>
    /// <exception cref="SaveValidationException">There is an error; the exception holds all of them.</exception>
    public void Validate(IEnumerable<PendingWrite> writes)
    {
        List<SaveValidationError> errors = [];
        foreach (PendingWrite write in writes.Where(write => write.Operation != SaveOperation.Delete))
            errors.AddRange(ErrorsOf(write).Select(error => new SaveValidationError(new EntityEntry(tracker, write.Tracked), [.. error.MemberNames], error.ErrorMessage ?? "It is not valid.")));
        if (errors.Count > 0)
            throw new SaveValidationException(errors);
    }

    private static List<ValidationResult> ErrorsOf(PendingWrite write)
    {
        List<ValidationResult> results = [];
        object entity = write.Tracked.Entity;
        bool isKnownWhole = write.Operation != SaveOperation.Update || write.Tracked.Model.Fields.All(write.Tracked.Loaded.Contains);
        if (isKnownWhole)
        {
            Validator.TryValidateObject(entity, new ValidationContext(entity), results, validateAllProperties: true);
            // A parent that is pointed at by its object has no id in the lookup yet.
            results.RemoveAll(result => result.MemberNames.All(name => IsPointer(write, name)) && result.MemberNames.Any());
            return results;
        }

        // An extra field has no property, and so no annotations.
        foreach (FieldModel field in write.Fields.Where(field => field.Property is not null))
            Validator.TryValidateProperty(field.GetValue(entity), new ValidationContext(entity) { MemberName = field.Name }, results);
        return results;
    }

    private static bool IsPointer(PendingWrite write, string propertyName) => write.Tracked.Model.Fields.FirstOrDefault(field => field.Name == propertyName) is { } lookup
        && (write.Pointers.ContainsKey(lookup.ApiName) || write.KeyedParents.ContainsKey(lookup.ApiName));
}
