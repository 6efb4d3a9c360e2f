using System.Globalization;
using System.Text.RegularExpressions;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Queries;

/// <summary>What is wrong with a query, and where.</summary>
/// <param name="Code">Error code of the platform, such as <c>MALFORMED_QUERY</c>.</param>
/// <param name="Message">What is wrong, in the platform's words.</param>
/// <param name="Line">Line, from 1; null where the platform does not say.</param>
/// <param name="Column">Column, from 1; null where the platform does not say.</param>
internal sealed partial record SoqlProblem(string Code, string Message, int? Line, int? Column)
{
    /// <summary>Reads a refusal, whose message shows the query with a mark below, and under it <c>ERROR at Row:1:Column:8</c>.</summary>
    /// <remarks>Source: recorded refusals of queries.</remarks>
    public static SoqlProblem Of(SalesforceApiException refused)
    {
        string message = refused.Errors.Count > 0 ? refused.Errors[0].Message : refused.Message;
        Match place = Place().Match(message);
        return place.Success
            ? new SoqlProblem(refused.ErrorCode, place.Groups["what"].Value.Trim(), Number(place, "row"), Number(place, "column"))
            : new SoqlProblem(refused.ErrorCode, message.Trim(), null, null);
    }

    public override string ToString() =>
        Line is { } line && Column is { } column ? string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}: {Message}") : Message;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"ERROR at Row:(?<row>\d+):Column:(?<column>\d+)\s*(?<what>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Place();
}
