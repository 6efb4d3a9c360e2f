namespace SalesforceLinq;

/// <summary>A class does not map to Salesforce as it is written. Thrown when the model is built, before any call.</summary>
public sealed class MappingException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public MappingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
