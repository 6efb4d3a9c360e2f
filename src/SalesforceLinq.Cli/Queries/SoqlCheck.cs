using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Queries;

/// <summary>
/// Checks a query without running it. An org is asked how it would run it; without one, an emulated org of the describes is, which parses all of SOQL
/// and checks names, types and clauses as the platform does.
/// </summary>
internal sealed class SoqlCheck
{
    /// <summary>Checks against an org.</summary>
    /// <returns>The first problem, or null.</returns>
    public async Task<SoqlProblem?> AgainstAsync(SalesforceClient client, string soql, CancellationToken cancellation)
    {
        try
        {
            await client.ExplainAsync(soql, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (SalesforceApiException refused) when (refused is not (SignInFailedException or SessionExpiredException or RequestLimitExceededException))
        {
            SoqlProblem problem = SoqlProblem.Of(refused);
            return problem with { Message = problem.Message + await new QueryAdvice(client).SuggestAsync(refused, cancellation).ConfigureAwait(false) };
        }
    }

    /// <summary>Checks against describes.</summary>
    /// <inheritdoc cref="AgainstAsync(SalesforceClient, string, CancellationToken)"/>
    public async Task<SoqlProblem?> AgainstAsync(IDescribeSource describes, string soql, CancellationToken cancellation)
    {
        OrgSchema schema = OrgSchema.Empty();
        foreach (string name in await describes.NamesAsync(cancellation).ConfigureAwait(false))
            schema = schema.WithDescribe((await describes.ReadAsync(name, cancellation).ConfigureAwait(false)).Json.ToString());
        return await AgainstAsync(schema, soql, cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks what can be checked without knowing any object: everything but names.</summary>
    /// <inheritdoc cref="AgainstAsync(SalesforceClient, string, CancellationToken)"/>
    public async Task<SoqlProblem?> AloneAsync(string soql, CancellationToken cancellation)
    {
        SoqlProblem? problem = await AgainstAsync(OrgSchema.Standard(), soql, cancellation).ConfigureAwait(false);
        return problem is { Code: SalesforceErrorCodes.InvalidType or SalesforceErrorCodes.InvalidField } ? null : problem;
    }

    private async Task<SoqlProblem?> AgainstAsync(OrgSchema schema, string soql, CancellationToken cancellation)
    {
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Schema = schema, SampleData = SampleData.None }, cancellation).ConfigureAwait(false);
        await using (org.ConfigureAwait(false))
        {
            using SalesforceClient client = new(new AccessTokenCredential(org.Url, org.AccessToken));
            return await AgainstAsync(client, soql, cancellation).ConfigureAwait(false);
        }
    }
}
