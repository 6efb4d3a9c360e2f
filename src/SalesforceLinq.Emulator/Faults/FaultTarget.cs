namespace SalesforceLinq.Emulator;

/// <summary>A request a fault may hit.</summary>
/// <param name="Method">HTTP method, in capitals.</param>
/// <param name="Path">Path without the query, such as <c>/services/data/v66.0/sobjects/Account</c>.</param>
/// <param name="Query">Query string with its question mark, or empty; still encoded.</param>
public readonly record struct FaultTarget(string Method, string Path, string Query)
{
    /// <summary>The path behind the API version, such as <c>sobjects/Account</c>; elsewhere the path without its leading slash.</summary>
    public string Resource
    {
        get
        {
            string[] segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            int start = segments is ["services", "data", _, ..] ? 3 : 0;
            return string.Join('/', segments[start..]);
        }
    }
}
