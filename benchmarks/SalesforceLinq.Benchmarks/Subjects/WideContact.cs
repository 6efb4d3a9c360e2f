namespace SalesforceLinq.Benchmarks.Subjects;

/// <summary>An entity of 30 fields, as models of real orgs have them.</summary>
[SObject("Contact")]
public sealed class WideContact
{
    public string? Id { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? MobilePhone { get; set; }

    public string? Title { get; set; }

    public string? Department { get; set; }

    public string? MailingStreet { get; set; }

    public string? MailingCity { get; set; }

    public string? MailingState { get; set; }

    public string? MailingPostalCode { get; set; }

    public string? MailingCountry { get; set; }

    public string? OtherCity { get; set; }

    public string? OtherCountry { get; set; }

    public string? LeadSource { get; set; }

    public string? Description { get; set; }

    public string? AssistantName { get; set; }

    public string? Fax { get; set; }

    public string? AccountId { get; set; }

    public string? OwnerId { get; set; }

    public bool DoNotCall { get; set; }

    public bool HasOptedOutOfEmail { get; set; }

    public bool IsDeleted { get; set; }

    public DateTimeOffset CreatedDate { get; set; }

    public DateTimeOffset LastModifiedDate { get; set; }

    public DateTimeOffset SystemModstamp { get; set; }

    public DateOnly? Birthdate { get; set; }

    public decimal? Amount { get; set; }

    public int? Number { get; set; }
}
