namespace SalesforceLinq;

/// <summary>One difference between a class and what the org says of its object.</summary>
/// <param name="Kind">In which way they differ.</param>
/// <param name="IsError">Whether reading or saving will fail because of it; else it is worth knowing, and nothing breaks.</param>
/// <param name="Entity">The class.</param>
/// <param name="MemberName">The property; <see langword="null"/> where the class as a whole is meant.</param>
/// <param name="ApiName">The field, relationship or object.</param>
/// <param name="Message">What differs, and what to do.</param>
public sealed record ModelMismatch(ModelMismatchKind Kind, bool IsError, EntityModel Entity, string? MemberName, string ApiName, string Message)
{
    /// <summary>The message, with its weight before it.</summary>
    public override string ToString() => $"{(IsError ? "error" : "warning")} {Kind}: {Message}";
}
