using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>A point on the earth: a geolocation field, or an argument of <c>DISTANCE</c>.</summary>
/// <param name="Latitude">Degrees, -90 (south) to 90 (north).</param>
/// <param name="Longitude">Degrees, -180 (west) to 180 (east).</param>
/// <remarks>
/// Read-only in the API: to change a geolocation field, write its parts (<c>Place__Latitude__s</c>, <c>Place__Longitude__s</c>).
/// Source: Object Reference, "Compound Field Considerations and Limitations".
/// </remarks>
public sealed record Location(
    [property: JsonProperty("latitude")] double Latitude,
    [property: JsonProperty("longitude")] double Longitude);
