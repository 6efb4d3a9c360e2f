namespace SalesforceLinq;

/// <summary>A model does not fit the org.</summary>
public sealed class ModelValidationException : InvalidOperationException
{
    internal ModelValidationException(ModelValidationReport report)
        : base($"The model does not fit the org in {report.Errors.Count()} places:{Environment.NewLine}{string.Join(Environment.NewLine, report.Errors.Select(error => "- " + error.Message))}") =>
        Report = report;

    /// <summary>All differences, warnings included.</summary>
    public ModelValidationReport Report { get; }
}
