namespace SalesforceLinq;

/// <summary>What a distance is measured in.</summary>
public enum DistanceUnit
{
    /// <summary>Miles, <c>mi</c>.</summary>
    Miles,

    /// <summary>Kilometres, <c>km</c>.</summary>
    Kilometers,
}
