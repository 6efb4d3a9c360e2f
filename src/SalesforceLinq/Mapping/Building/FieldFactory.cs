using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace SalesforceLinq.Mapping.Building;

/// <summary>Makes a field of the model from a property, with what Salesforce says of every field of that name.</summary>
internal sealed class FieldFactory(EntityModel entity)
{
    // Source: Object Reference, "System Fields": set by the platform, never by a client, and never empty but for the last three.
    private static readonly HashSet<string> AlwaysFilled =
        ["Id", "IsDeleted", "CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate", "SystemModstamp"];

    private static readonly HashSet<string> SetByThePlatform = [.. AlwaysFilled, "LastActivityDate", "LastViewedDate", "LastReferencedDate"];

    // Source: describes of these objects, and Object Reference: names made of parts, formulas, auto-numbers and counters.
    private static readonly HashSet<string> ComputedByThePlatform = new(StringComparer.OrdinalIgnoreCase)
    {
        "Contact.Name", "Lead.Name", "User.Name", "Contact.IsEmailBounced", "Case.CaseNumber", "Case.IsClosed", "Case.ClosedDate",
        "Opportunity.IsClosed", "Opportunity.IsWon", "Opportunity.ExpectedRevenue", "Opportunity.Fiscal", "Opportunity.FiscalQuarter",
        "Opportunity.FiscalYear", "Opportunity.HasOpportunityLineItem", "Task.IsClosed", "Order.OrderNumber", "Contract.ContractNumber",
    };

    public FieldModel Create(int index, PropertyPlan plan)
    {
        string name = plan.ApiName;
        return new FieldModel(entity, index, plan.Property, name, plan.Converter!)
        {
            IsNullable = plan.Configuration.IsNullable ?? CanBeNull(name, plan.Property),
            IsReadOnly = plan.Configuration.IsReadOnly ?? plan.Attribute?.IsReadOnly ?? (!IsSaidCreateOnly(plan) && IsSetByThePlatform(name, plan.Property)),
            IsCreateOnly = plan.Configuration.IsCreateOnly ?? plan.Attribute?.CreateOnly ?? false,
            IsExternalId = plan.Configuration.IsExternalId ?? plan.Attribute?.ExternalId ?? false,
            IsConcurrencyToken = plan.Configuration.IsConcurrencyToken ?? ((plan.Attribute?.ConcurrencyToken ?? false)
                || plan.Property.IsDefined(typeof(ConcurrencyCheckAttribute)) || plan.Property.IsDefined(typeof(TimestampAttribute))),
            IsLongText = plan.Configuration.IsLongText ?? plan.Attribute?.LongText ?? false,
            IsReference = plan.Property.PropertyType == typeof(Http.SalesforceId) || plan.Property.PropertyType == typeof(Http.SalesforceId?)
                || name == "Id" || IsNamedAsReference(name),
        };
    }

    // CreatedDate and its kind can be set at creation by those who may; to say so is to say they are not read-only.
    private static bool IsSaidCreateOnly(PropertyPlan plan) => plan.Configuration.IsCreateOnly ?? plan.Attribute?.CreateOnly ?? false;

    private bool IsSetByThePlatform(string name, PropertyInfo property) =>
        SetByThePlatform.Contains(name)
        || ComputedByThePlatform.Contains($"{entity.ApiName}.{name}")
        // Compound fields are read whole and written by their parts.
        || property.PropertyType == typeof(Http.Address) || property.PropertyType == typeof(Http.Location);

    private static bool CanBeNull(string name, PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        // A checkbox is true or false on the platform, whatever the property's type allows.
        if (AlwaysFilled.Contains(name) || type == typeof(bool))
            return false;
        if (property.PropertyType.IsValueType)
            return type != property.PropertyType;
        return new NullabilityInfoContext().Create(property).ReadState != NullabilityState.NotNull;
    }

    // AccountId, OwnerId, WhatId: a standard lookup's name ends so. A custom lookup is known by its parent property only.
    private static bool IsNamedAsReference(string name) =>
        name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal) && !name.EndsWith("__c", StringComparison.Ordinal) && char.IsLower(name[^3]);
}
