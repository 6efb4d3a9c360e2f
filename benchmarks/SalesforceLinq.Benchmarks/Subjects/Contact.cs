using System.ComponentModel.DataAnnotations;
using Newtonsoft.Json;

namespace SalesforceLinq.Benchmarks.Subjects;

/// <summary>The record that every benchmark reads, tracks or queries: 20 fields, the same for all peers.</summary>
public sealed class Contact
{
    [Key] public string Id { get; set; } = "";
    public string? FirstName { get; set; }
    public string LastName { get; set; } = "";
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? MobilePhone { get; set; }
    public string? Title { get; set; }
    public string? Department { get; set; }
    public string? LeadSource { get; set; }
    public string? MailingStreet { get; set; }
    public string? MailingCity { get; set; }
    public string? MailingPostalCode { get; set; }
    public string? MailingCountry { get; set; }
    public string? AccountId { get; set; }
    public DateOnly? Birthdate { get; set; }
    public bool DoNotCall { get; set; }
    public bool HasOptedOutOfEmail { get; set; }

    [Field("Score__c"), JsonProperty("Score__c"), System.Text.Json.Serialization.JsonPropertyName("Score__c")]
    public double? Score { get; set; }

    [System.Text.Json.Serialization.JsonConverter(typeof(Peers.SalesforceDateTimeConverter))]
    public DateTimeOffset CreatedDate { get; set; }

    [System.Text.Json.Serialization.JsonConverter(typeof(Peers.SalesforceDateTimeConverter))]
    public DateTimeOffset LastModifiedDate { get; set; }
}
