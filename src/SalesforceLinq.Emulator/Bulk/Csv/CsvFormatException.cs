namespace SalesforceLinq.Emulator.Bulk.Csv;

/// <summary>A text is not the CSV its job promises.</summary>
/// <param name="code">Salesforce's code, such as <c>InvalidBatch</c>.</param>
/// <param name="message">Salesforce's words.</param>
internal sealed class CsvFormatException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
