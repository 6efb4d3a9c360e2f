namespace SalesforceLinq;

/// <summary>Every difference between a model and an org, found in one go.</summary>
/// <param name="Mismatches">The differences, class by class, in the order of the properties.</param>
public sealed record ModelValidationReport(IReadOnlyList<ModelMismatch> Mismatches)
{
    /// <summary>Whether nothing will fail: there may still be warnings.</summary>
    public bool IsValid => !Mismatches.Any(mismatch => mismatch.IsError);

    /// <summary>What will fail.</summary>
    public IEnumerable<ModelMismatch> Errors => Mismatches.Where(mismatch => mismatch.IsError);

    /// <summary>What is worth knowing.</summary>
    public IEnumerable<ModelMismatch> Warnings => Mismatches.Where(mismatch => !mismatch.IsError);

    /// <summary>Throws where something will fail.</summary>
    /// <returns>This report, where nothing will.</returns>
    /// <exception cref="ModelValidationException">There are errors; its message has a line for each.</exception>
    public ModelValidationReport ThrowIfInvalid() => IsValid ? this : throw new ModelValidationException(this);

    /// <summary>A line for each difference.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Mismatches);
}
