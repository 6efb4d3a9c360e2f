using System.Text.RegularExpressions;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Sosl.Syntax;

namespace SalesforceLinq.Emulator.Sosl.Parsing;

/// <summary>A search given by parameters in place of SOSL.</summary>
/// <remarks>Source: REST API Developer Guide, "Search with Parameters in the URI" and "… in the Request Body".</remarks>
internal sealed partial record SearchParameters
{
    private const int HighestNumber = 2000;

    public string? Text { get; init; }

    public string? In { get; init; }

    /// <summary>Fields of every object that names none itself.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public IReadOnlyList<SearchedObject> Objects { get; init; } = [];

    public int? OverallLimit { get; init; }

    public int? DefaultLimit { get; init; }

    public int? Offset { get; init; }

    /// <exception cref="SoqlException">The parameters are no search.</exception>
    public SoslQuery ToQuery()
    {
        if (string.IsNullOrWhiteSpace(Text))
            throw Malformed("No search term found. The parameter q is missing.");
        if (Objects.Count == 0 && Fields.Count > 0)
            throw Malformed("The parameter fields needs at least one sobject.");
        if (Offset is not null && Objects.Count != 1)
            throw Malformed("The parameter offset needs exactly one sobject.");
        foreach ((string name, int? number) in ((string, int?)[])[("overallLimit", OverallLimit), ("defaultLimit", DefaultLimit), ("offset", Offset)])
            CheckNumber(name, number);
        return new SoslQuery(SearchTermParser.Parse(Text), Scope(), [.. Objects.Select(Returned)], OverallLimit);
    }

    private SearchScope Scope() => In?.ToUpperInvariant() switch
    {
        null or "" or "ALL" or "SIDEBAR" => SearchScope.All,
        "NAME" => SearchScope.Name,
        "EMAIL" => SearchScope.Email,
        "PHONE" => SearchScope.Phone,
        _ => throw Malformed($"The parameter in takes ALL, NAME, EMAIL, PHONE or SIDEBAR, and not {In}."),
    };

    private ReturnedObject Returned(SearchedObject searched)
    {
        IReadOnlyList<string> fields = searched.Fields.Count > 0 ? searched.Fields : Fields.Count > 0 ? Fields : ["Id"];
        foreach (string name in (string[])[searched.Name, .. fields])
        {
            if (!NamePath().IsMatch(name))
                throw Malformed($"unexpected token: {name}");
        }

        CheckNumber("limit", searched.Limit);
        string where = string.IsNullOrWhiteSpace(searched.Where) ? "" : $" WHERE {searched.Where}";
        string order = string.IsNullOrWhiteSpace(searched.OrderBy) ? "" : $" ORDER BY {searched.OrderBy}";
        string limit = (searched.Limit ?? DefaultLimit) is { } most ? $" LIMIT {most}" : "";
        string offset = Offset is { } skipped ? $" OFFSET {skipped}" : "";
        return new ReturnedObject(searched.Name, $"SELECT {string.Join(", ", fields)} FROM {searched.Name}{where}{order}{limit}{offset}");
    }

    private static void CheckNumber(string name, int? number)
    {
        if (number is < 0 or > HighestNumber)
            throw new SoqlException(SoqlErrorCodes.NumberOutsideValidRange, $"The parameter {name} takes 0 to {HighestNumber}, and not {number}.");
    }

    private static SoqlException Malformed(string message) => new(SoqlErrorCodes.MalformedSearch, message);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePath();
}

/// <summary>One object of a search by parameters.</summary>
internal sealed record SearchedObject(string Name)
{
    public IReadOnlyList<string> Fields { get; init; } = [];

    public string? Where { get; init; }

    public string? OrderBy { get; init; }

    public int? Limit { get; init; }
}
