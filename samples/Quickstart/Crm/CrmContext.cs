using SalesforceLinq;

namespace Quickstart.Crm;

/// <summary>The part of the org that this program works with.</summary>
public sealed class CrmContext(SalesforceContextOptions<CrmContext> options) : SalesforceContext(options)
{
    public SObjectSet<Account> Accounts => Set<Account>();

    public SObjectSet<Contact> Contacts => Set<Contact>();

    public SObjectSet<Opportunity> Opportunities => Set<Opportunity>();
}
