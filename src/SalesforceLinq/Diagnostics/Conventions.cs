namespace SalesforceLinq.Diagnostics;

/// <summary>Names of what spans and numbers are tagged with.</summary>
/// <remarks>Source: OpenTelemetry semantic conventions, "Database client", and names of our own for what they have none.</remarks>
internal static class Conventions
{
    public const string System = "db.system.name";

    public const string Collection = "db.collection.name";

    public const string Operation = "db.operation.name";

    public const string Summary = "db.query.summary";

    public const string Text = "db.query.text";

    public const string Rows = "db.response.returned_rows";

    public const string BatchSize = "db.operation.batch.size";

    public const string Error = "error.type";

    public const string Server = "server.address";

    public const string ApiCalls = "salesforce.api_calls";

    public const string Salesforce = "salesforce";
}
