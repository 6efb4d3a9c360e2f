namespace SalesforceLinq.Conformance.Tests.Schema;

/// <summary>A difference between a recorded describe and the emulated org's that is meant to be.</summary>
/// <param name="Path">Where: <c>Object.field.member</c>, with <c>*</c> for anything.</param>
/// <param name="Reason">Why it is right that they differ.</param>
internal sealed record AllowedDifference(string Path, string Reason)
{
    private const string Elsewhere = "the object it points to is not in the emulated org";
    private const string OwnOrg = "a custom field of the recorded org";
    private const string OldVersion = "User was recorded at API version 30, which had other flags; what later versions have is kept";
    private const string NewerFeature = "the recorded org or version lacks the feature (quotes, orders, assets) this reference belongs to";

    public static IReadOnlyList<AllowedDifference> All { get; } =
    [
        new("Account.Primary_Contact__c", OwnOrg),
        new("Account.ns__Description__c", OwnOrg),
        new("Account.History__c", OwnOrg),
        new("Account.ns__LinkedAccount__c", OwnOrg),
        new("User.CUST__CustomField1__c", OwnOrg),
        new("Account.DandbCompanyId", Elsewhere),
        new("Account.OperatingHoursId", Elsewhere),
        new("Contact.IndividualId", Elsewhere),
        new("Lead.DandbCompanyId", Elsewhere),
        new("Lead.IndividualId", Elsewhere),
        new("Opportunity.LastAmountChangedHistoryId", Elsewhere),
        new("Opportunity.LastCloseDateChangedHistoryId", Elsewhere),
        new("User.CallCenterId", Elsewhere),
        new("Event.WhatId.referenceTo", "an activity can be about a quote, too"),
        new("*.child Quote.*", NewerFeature),
        new("*.child QuoteLineItem.*", NewerFeature),
        new("*.child Order.*", NewerFeature),
        new("*.child OrderItem.*", NewerFeature),
        new("User.child Asset.*", NewerFeature),
        new("User.child CampaignMember.*", NewerFeature),
        new("User.child ContentDocumentLink.LinkedEntityId.relationshipName", OldVersion),
        new("User.feedEnabled", "feeds were not enabled in the recorded org"),
        new("User.*.defaultValue", OldVersion),
        new("User.*.permissionable", OldVersion),
        new("User.TimeZoneSidKey.picklistValues", OldVersion),
        new("User.UserType.picklistValues", "the order of the values depends on the licences of an org, and Standard is what a new user is"),
        new("User.Email.label", OldVersion),
        new("User.MobilePhone.label", OldVersion),
        new("User.AccountId.relationshipName", OldVersion),
        new("User.UserPermissionsInteractionUser.label", OldVersion),
        new("User.Username.unique", "the org enforces it without calling it unique; the emulated org says what it does"),
        new("User.CommunityNickname.unique", "the org enforces it without calling it unique; the emulated org says what it does"),
        new("User.extra *", OldVersion),
        new("global Event.feedEnabled", "the recorded object describe says otherwise"),
        new("global Event.mergeable", "the recorded object describe says otherwise"),
        new("global Event.keyPrefix", "blanked in the recording"),
        new("global Lead.keyPrefix", "blanked in the recording"),
    ];

    public bool Covers(string path)
    {
        string pattern = "^" + System.Text.RegularExpressions.Regex.Escape(Path).Replace("\\*", ".*", StringComparison.Ordinal) + "$";
        return System.Text.RegularExpressions.Regex.IsMatch(path, pattern, System.Text.RegularExpressions.RegexOptions.CultureInvariant);
    }
}
