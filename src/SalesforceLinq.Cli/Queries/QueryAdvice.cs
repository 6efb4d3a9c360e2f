using System.Text.RegularExpressions;
using SalesforceLinq.Cli.Spelling;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Queries;

/// <summary>Finds the name that was probably meant in a query the org refused.</summary>
/// <remarks>Source: recorded refusals <c>INVALID_TYPE</c> and <c>INVALID_FIELD</c>.</remarks>
internal sealed partial class QueryAdvice(SalesforceClient client)
{
    /// <summary><c> Did you mean 'Account'?</c>, or nothing.</summary>
    public async Task<string> SuggestAsync(SalesforceApiException refused, CancellationToken cancellation)
    {
        string message = refused.Errors.Count > 0 ? refused.Errors[0].Message : "";
        try
        {
            if (UnknownObject().Match(message) is { Success: true } unknown)
            {
                GlobalDescription all = await client.DescribeGlobalAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return ClosestName.Question(unknown.Groups["name"].Value, all.SObjects.Select(summary => summary.Name));
            }

            if (UnknownField().Match(message) is { Success: true } field)
            {
                SObjectDescription described = await client.SObject(field.Groups["object"].Value).DescribeAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return ClosestName.Question(field.Groups["name"].Value, described.Fields.Select(known => known.Name));
            }
        }
        catch (Exception second) when (second is SalesforceApiException or SalesforceTransportException or ArgumentException)
        {
            // The refusal itself is what counts; nobody wants to hear that the help failed as well.
        }

        return "";
    }

    [GeneratedRegex(@"sObject type '(?<name>\w+)' is not supported", RegexOptions.CultureInvariant)]
    private static partial Regex UnknownObject();

    [GeneratedRegex(@"No such column '(?<name>\w+)' on entity '(?<object>\w+)'", RegexOptions.CultureInvariant)]
    private static partial Regex UnknownField();
}
