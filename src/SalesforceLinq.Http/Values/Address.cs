using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>A compound address field, such as <c>Contact.MailingAddress</c>.</summary>
/// <remarks>
/// Read-only in the API: to change an address, write its parts (<c>MailingCity</c> and so on).
/// The whole field is null when every part is.
/// Source: Object Reference, "Compound Field Considerations and Limitations"; recorded rows of Contact.
/// </remarks>
public sealed record Address
{
    /// <summary>Street lines, divided by line feeds.</summary>
    [JsonProperty("street")]
    public string? Street { get; init; }

    /// <summary>City.</summary>
    [JsonProperty("city")]
    public string? City { get; init; }

    /// <summary>State or province, by name.</summary>
    [JsonProperty("state")]
    public string? State { get; init; }

    /// <summary>State or province, by ISO code; only in orgs with state and country picklists.</summary>
    [JsonProperty("stateCode")]
    public string? StateCode { get; init; }

    /// <summary>Postal code.</summary>
    [JsonProperty("postalCode")]
    public string? PostalCode { get; init; }

    /// <summary>Country, by name.</summary>
    [JsonProperty("country")]
    public string? Country { get; init; }

    /// <summary>Country, by ISO code; only in orgs with state and country picklists.</summary>
    [JsonProperty("countryCode")]
    public string? CountryCode { get; init; }

    /// <summary>Latitude in degrees, -90 to 90; null when the address was not geocoded.</summary>
    [JsonProperty("latitude")]
    public double? Latitude { get; init; }

    /// <summary>Longitude in degrees, -180 to 180; null when the address was not geocoded.</summary>
    [JsonProperty("longitude")]
    public double? Longitude { get; init; }

    /// <summary>How exact the coordinates are, such as <c>Address</c>, <c>Street</c> or <c>City</c>; null when the address was not geocoded.</summary>
    [JsonProperty("geocodeAccuracy")]
    public string? GeocodeAccuracy { get; init; }
}
