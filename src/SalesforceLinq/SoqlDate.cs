using System.Diagnostics.CodeAnalysis;

namespace SalesforceLinq;

/// <summary>A range of days that SOQL names, such as <c>THIS_QUARTER</c>. Equal means inside, less means before its start, greater after its end.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "A word of queries; it is never called.")]
[SuppressMessage("Usage", "CA2231:Overload operator equals on overriding value type Equals", Justification = "A word of queries; it is never called.")]
#pragma warning disable CS0660, CS0661 // Two ranges are never compared with one another.
public readonly struct SoqlDate
{
    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator ==(DateOnly field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator !=(DateOnly field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <(DateOnly field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <=(DateOnly field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >(DateOnly field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >=(DateOnly field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator ==(DateOnly? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator !=(DateOnly? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <(DateOnly? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <=(DateOnly? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >(DateOnly? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares a date with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >=(DateOnly? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator ==(DateTimeOffset field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator !=(DateTimeOffset field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <(DateTimeOffset field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <=(DateTimeOffset field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >(DateTimeOffset field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >=(DateTimeOffset field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator ==(DateTimeOffset? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator !=(DateTimeOffset? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <(DateTimeOffset? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <=(DateTimeOffset? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >(DateTimeOffset? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >=(DateTimeOffset? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator ==(DateTime field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator !=(DateTime field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <(DateTime field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <=(DateTime field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >(DateTime field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >=(DateTime field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator ==(DateTime? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator !=(DateTime? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <(DateTime? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator <=(DateTime? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >(DateTime? field, SoqlDate range) => throw OnlyInQueries();

    /// <summary>Compares an instant with the range.</summary>
    /// <param name="field">The field.</param>
    /// <param name="range">The range.</param>
    public static bool operator >=(DateTime? field, SoqlDate range) => throw OnlyInQueries();

    private static InvalidOperationException OnlyInQueries() => new("Date literals of SOQL can be compared inside a query over a SalesforceContext only.");
}
