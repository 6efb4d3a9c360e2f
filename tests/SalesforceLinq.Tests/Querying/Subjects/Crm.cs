using System.Runtime.Serialization;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Querying.Subjects;

public interface IHasId
{
    string? Id { get; }
}

public sealed class User : IHasId
{
    public string? Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class Account : IHasId
{
    public string? Id { get; set; }

    [Field(ReadOnly = true)]
    public DateTimeOffset CreatedDate { get; set; }

    public string Name { get; set; } = "";

    public string? Industry { get; set; }

    public string? Rating { get; set; }

    public string? Site { get; set; }

    public decimal? AnnualRevenue { get; set; }

    public int? NumberOfEmployees { get; set; }

    public string? OwnerId { get; set; }

    public User? Owner { get; set; }

    public Address? BillingAddress { get; set; }

    public ICollection<Contact> Contacts { get; set; } = [];

    public ICollection<Opportunity> Opportunities { get; set; } = [];
}

public sealed class Contact : IHasId
{
    public string? Id { get; set; }

    public string? FirstName { get; set; }

    public string LastName { get; set; } = "";

    public string? Email { get; set; }

    public bool DoNotCall { get; set; }

    [Field("Interests__c")]
    public string? Interests { get; set; }

    [Field(ReadOnly = true)]
    public DateTimeOffset CreatedDate { get; set; }

    public DateOnly? Birthdate { get; set; }

    public string? AccountId { get; set; }

    public Account? Account { get; set; }

    public ICollection<Case> Cases { get; set; } = [];
}

public sealed class Opportunity : IHasId
{
    public string? Id { get; set; }

    public string Name { get; set; } = "";

    public string StageName { get; set; } = "";

    public decimal? Amount { get; set; }

    public DateOnly CloseDate { get; set; }

    [Field(ReadOnly = true)]
    public DateTimeOffset CreatedDate { get; set; }

    [Field(ReadOnly = true)]
    public bool IsWon { get; set; }

    public string? AccountId { get; set; }

    public Account? Account { get; set; }
}

/// <summary>The same object with its picklist as an enum.</summary>
[SObject("Opportunity")]
public sealed class Deal : IHasId
{
    public string? Id { get; set; }

    [Field("StageName")]
    public Stage Stage { get; set; }

    [Field("Type")]
    public DealKind? Kind { get; set; }
}

public enum Stage
{
    Prospecting,
    Qualification,
    [EnumMember(Value = "Needs Analysis")] NeedsAnalysis,
    [EnumMember(Value = "Value Proposition")] ValueProposition,
    [EnumMember(Value = "Id. Decision Makers")] DecisionMakers,
    [EnumMember(Value = "Perception Analysis")] PerceptionAnalysis,
    [EnumMember(Value = "Proposal/Price Quote")] Proposal,
    [EnumMember(Value = "Negotiation/Review")] Negotiation,
    [EnumMember(Value = "Closed Won")] ClosedWon,
    [EnumMember(Value = "Closed Lost")] ClosedLost,
}

public enum DealKind
{
    [EnumMember(Value = "New Customer")] New,
    [EnumMember(Value = "Existing Customer - Upgrade")] Upgrade,
    [EnumMember(Value = "Existing Customer - Replacement")] Replacement,
    [EnumMember(Value = "Existing Customer - Downgrade")] Downgrade,
}

/// <summary>A contact whose set of choices is an enum of flags.</summary>
[SObject("Contact")]
public sealed class Chooser : IHasId
{
    public string? Id { get; set; }

    [Field("Interests__c")]
    public Interest Interests { get; set; }
}

/// <summary>The same, where nothing chosen is not the same as no value.</summary>
[SObject("Contact")]
public sealed class Undecided : IHasId
{
    public string? Id { get; set; }

    [Field("Interests__c")]
    public Interest? Interests { get; set; }
}

[Flags]
public enum Interest
{
    None = 0,
    A = 1,
    B = 2,
    C = 4,
    D = 8,
}

/// <summary>A contact whose set of choices is a list.</summary>
[SObject("Contact")]
public sealed class Picker : IHasId
{
    public string? Id { get; set; }

    [Field("Interests__c")]
    public List<string>? Interests { get; set; }
}

/// <summary>Lies below a contact, and below another of its kind.</summary>
public sealed class Case : IHasId
{
    public string? Id { get; set; }

    public string? Subject { get; set; }

    public string? ContactId { get; set; }

    public Contact? Contact { get; set; }

    public string? ParentId { get; set; }

    public Case? Parent { get; set; }

    public ICollection<Case> Cases { get; set; } = [];
}

[SObject("Task")]
public sealed class Activity : IHasId
{
    public string? Id { get; set; }

    public string? Subject { get; set; }

    public string? WhatId { get; set; }

    public object? What { get; set; }
}

/// <summary>What a query can start from: a context, or the same records in memory.</summary>
public interface ICrm
{
    IQueryable<Account> Accounts { get; }

    IQueryable<Contact> Contacts { get; }

    IQueryable<Opportunity> Opportunities { get; }

    IQueryable<Deal> Deals { get; }

    IQueryable<Activity> Activities { get; }

    IQueryable<User> Users { get; }

    IQueryable<Case> Cases { get; }

    IQueryable<Chooser> Choosers { get; }

    IQueryable<Picker> Pickers { get; }

    IQueryable<Undecided> Undecideds { get; }
}

public sealed class CrmContext(SalesforceContextOptions<CrmContext> options) : SalesforceContext(options), ICrm
{
    public SObjectSet<Account> Accounts => Set<Account>();

    public SObjectSet<Contact> Contacts => Set<Contact>();

    public SObjectSet<Opportunity> Opportunities => Set<Opportunity>();

    public SObjectSet<Deal> Deals => Set<Deal>();

    public SObjectSet<Activity> Activities => Set<Activity>();

    public SObjectSet<User> Users => Set<User>();

    public SObjectSet<Case> Cases => Set<Case>();

    public SObjectSet<Chooser> Choosers => Set<Chooser>();

    public SObjectSet<Picker> Pickers => Set<Picker>();

    public SObjectSet<Undecided> Undecideds => Set<Undecided>();

    IQueryable<Account> ICrm.Accounts => Accounts;

    IQueryable<Contact> ICrm.Contacts => Contacts;

    IQueryable<Opportunity> ICrm.Opportunities => Opportunities;

    IQueryable<Deal> ICrm.Deals => Deals;

    IQueryable<Activity> ICrm.Activities => Activities;

    IQueryable<User> ICrm.Users => Users;

    IQueryable<Case> ICrm.Cases => Cases;

    IQueryable<Chooser> ICrm.Choosers => Choosers;

    IQueryable<Picker> ICrm.Pickers => Pickers;

    IQueryable<Undecided> ICrm.Undecideds => Undecideds;
}
