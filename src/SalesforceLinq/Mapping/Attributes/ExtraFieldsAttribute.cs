namespace SalesforceLinq;

/// <summary>
/// Marks the property that takes fields no other property stands for: an <c>IDictionary&lt;string, JToken?&gt;</c>, an
/// <c>IDictionary&lt;string, object?&gt;</c>, a <c>Dictionary</c> of either kind, or a <c>JObject</c>. Its keys are API names.
/// </summary>
/// <param name="names">API names of fields that every query of the class selects. Others are chosen for one query by <c>WithFields</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExtraFieldsAttribute(params string[] names) : Attribute
{
    /// <summary>API names of the fields that every query selects.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
