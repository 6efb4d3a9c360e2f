using System.Globalization;
using System.Text;

namespace SalesforceLinq;

/// <summary>Entities do not pass their own DataAnnotations. Nothing was sent.</summary>
public sealed class SaveValidationException : InvalidOperationException
{
    private const int ShownErrors = 10;

    internal SaveValidationException(IReadOnlyList<SaveValidationError> errors)
        : base(Worded(errors)) => Errors = errors;

    /// <summary>All errors of all entities.</summary>
    public IReadOnlyList<SaveValidationError> Errors { get; }

    private static string Worded(IReadOnlyList<SaveValidationError> errors)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{errors.Count} values are not valid. Nothing was sent.");
        foreach (SaveValidationError error in errors.Take(ShownErrors))
            text.Append(CultureInfo.InvariantCulture, $" {error.Entry.Model.ClrType.Name} {error.Entry.Id ?? "(new)"}: {error.Message}");
        if (errors.Count > ShownErrors)
            text.Append(CultureInfo.InvariantCulture, $" And {errors.Count - ShownErrors} more: see Errors.");
        return text.ToString();
    }
}

/// <summary>A value that is not valid.</summary>
/// <param name="Entry">The entity that has it.</param>
/// <param name="PropertyNames">The properties it is about; empty where it is the entity as a whole.</param>
/// <param name="Message">What is wrong, in the words of the annotation.</param>
public sealed record SaveValidationError(EntityEntry Entry, IReadOnlyList<string> PropertyNames, string Message);
