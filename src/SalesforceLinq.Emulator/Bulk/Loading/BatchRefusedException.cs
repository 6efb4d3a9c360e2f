namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Ends the work on a whole batch: its records cannot be understood.</summary>
/// <param name="code">Salesforce's code, such as <c>InvalidBatch</c>.</param>
/// <param name="message">Salesforce's words.</param>
internal sealed class BatchRefusedException(string code, string message) : Exception($"{code} : {message}");
