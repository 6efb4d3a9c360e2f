using System.Text.RegularExpressions;
using SalesforceLinq.Http;

namespace SalesforceLinq.Querying.Execution;

/// <summary>Tells which property or class the org does not know when it refuses a query, and what it knows instead.</summary>
internal sealed partial class UnknownNames(QuerySession session, EntityModel entity)
{
    /// <summary>The exception for a query the org refused because of a name; the refusal itself where there is nothing to add.</summary>
    public async Task<Exception> ExplainAsync(SalesforceApiException refusal, CancellationToken cancellationToken)
    {
        string message = refusal.Errors is [{ Message: { } text }, ..] ? text : "";
        try
        {
            if (UnknownType().Match(message) is { Success: true } type)
                return await TypeAsync(type.Groups[1].Value, refusal, cancellationToken).ConfigureAwait(false);
            if (UnknownColumn().Match(message) is { Success: true } column)
                return await FieldAsync(column.Groups[1].Value, column.Groups[2].Value, refusal, cancellationToken).ConfigureAwait(false);
        }
        catch (SalesforceApiException)
        {
            // The description is a help only: where it cannot be had, the org's own words stand.
        }

        return refusal;
    }

    // Source: recorded errors INVALID_FIELD and INVALID_TYPE.
    [GeneratedRegex("No such column '([^']+)' on entity '([^']+)'")]
    private static partial Regex UnknownColumn();

    [GeneratedRegex("sObject type '([^']+)' is not supported")]
    private static partial Regex UnknownType();

    private async Task<Exception> TypeAsync(string name, SalesforceApiException refusal, CancellationToken cancellationToken)
    {
        GlobalDescription org = await session.Client.DescribeGlobalAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        EntityModel known = session.Model.Entities.FirstOrDefault(model => Same(model.ApiName, name)) ?? entity;
        return new MappingException(
            $"The class {known.ClrType.Name} stands for the object {name}, which the org does not have, or not for this user. " +
            $"The nearest it has is {Nearest(name, org.SObjects.Select(summary => summary.Name))}. Say the name with [SObject(\"…\")].",
            refusal);
    }

    private async Task<Exception> FieldAsync(string name, string objectName, SalesforceApiException refusal, CancellationToken cancellationToken)
    {
        // Several classes may stand for one object: the one that has the field is meant, and the query's own before others.
        List<EntityModel> candidates = [.. session.Model.Entities.Where(candidate => Same(candidate.ApiName, objectName)).OrderBy(candidate => candidate == entity ? 0 : 1)];
        EntityModel model = candidates.Find(candidate => candidate.FindField(name) is not null) ?? candidates.FirstOrDefault() ?? entity;
        SObjectDescription described = await session.Client.SObject(model.ApiName).DescribeAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        string property = model.FindField(name) is { } field ? $"{model.ClrType.Name}.{field.Name} stands for the field {name}" : $"The query names the field {name}";
        return new MappingException(
            $"{property}, which {objectName} does not have, or not for this user. " +
            $"The nearest it has is {Nearest(name, described.Fields.Select(candidate => candidate.Name))}. Say the name with [Field(\"…\")], or mark the property [NotMapped].",
            refusal);
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Nearest(string name, IEnumerable<string> names) => names.MinBy(candidate => Distance(name, candidate)) ?? "none";

    // Levenshtein's distance, without regard to case.
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
