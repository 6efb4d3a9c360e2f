namespace SalesforceLinq.Benchmarks.Subjects;

/// <summary>The product's side of every comparison.</summary>
public sealed class CrmContext(SalesforceContextOptions<CrmContext> options) : SalesforceContext(options)
{
    public SObjectSet<Contact> Contacts => Set<Contact>();
}
