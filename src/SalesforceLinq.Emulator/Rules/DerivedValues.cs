using System.Globalization;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Values Salesforce works out itself whenever a record is saved.</summary>
internal sealed class DerivedValues(TableSet tables)
{
    public void Apply(StoreConnection connection, StoredRecord? before, StoredRecord record, string stamp)
    {
        switch (record.Schema.Name)
        {
            case "Contact" or "Lead" or "User":
                record.Set("Name", Joined(record.Text("FirstName"), record.Text("LastName")));
                break;
            case "Opportunity":
                Opportunity(connection, before, record);
                break;
            case "Case":
                bool closed = record.Text("Status") == "Closed";
                record.Set("IsClosed", closed);
                record.Set("ClosedDate", closed ? record.Text("ClosedDate") ?? stamp : null);
                break;
            case "Task":
                record.Set("IsClosed", record.Text("Status") == "Completed");
                record.Set("IsHighPriority", record.Text("Priority") == "High");
                record.Set("CompletedDateTime", record.Flag("IsClosed") ? record.Text("CompletedDateTime") ?? stamp : null);
                Activity(connection, record);
                break;
            case "Event":
                Event(record);
                Activity(connection, record);
                break;
            case "Contract":
                Contract(before, record, stamp);
                break;
            case "Order":
                Activation(before, record, stamp, record.Text("Status") == "Activated" ? "Activated" : "Draft");
                break;
            case "Quote":
                record.Set("GrandTotal", (record.Number("TotalPrice") ?? 0) + (record.Number("Tax") ?? 0) + (record.Number("ShippingHandling") ?? 0));
                break;
            case "PricebookEntry":
                Product(connection, record);
                break;
            case "OpportunityLineItem" or "OrderItem" or "QuoteLineItem":
                LineItem(connection, record);
                break;
            case "CampaignMember":
                Member(connection, record);
                break;
            case "Attachment":
                record.Set("BodyLength", (long)(record["Body"] as byte[] ?? []).Length);
                break;
        }
    }

    private static string? Joined(string? first, string? last) => first is null ? last : last is null ? first : $"{first} {last}";

    private void Opportunity(StoreConnection connection, StoredRecord? before, StoredRecord record)
    {
        (string Name, double Probability, bool Closed, bool Won, string Forecast, string ForecastName)? stage = OpportunityStages.Find(record.Text("StageName"));
        bool moved = before?.Text("StageName") != record.Text("StageName");
        if (stage is { } known && moved)
        {
            // A probability that came with the stage is kept.
            if (before is null ? record["Probability"] is null : Equals(before["Probability"], record["Probability"]))
                record.Set("Probability", known.Probability);
            if (before is null || record.Text("ForecastCategoryName") == before.Text("ForecastCategoryName"))
                record.Set("ForecastCategoryName", known.ForecastName);
            record.Set("ForecastCategory", known.Forecast);
        }
        // The products of an opportunity make up its amount.
        if (record.Flag("HasOpportunityLineItem") && tables.Find("OpportunityLineItem") is not null && connection.Scalar("SELECT sum(TotalPrice) FROM OpportunityLineItem WHERE OpportunityId = $p0 AND IsDeleted = 0", record.Id) is double products)
            record.Set("Amount", products);
        record.Set("IsClosed", stage?.Closed ?? false);
        record.Set("IsWon", stage?.Won ?? false);
        record.Set("ExpectedRevenue", record.Number("Amount") * (record.Number("Probability") ?? 0) / 100);
        if (DateOnly.TryParse(record.Text("CloseDate"), CultureInfo.InvariantCulture, out DateOnly close))
        {
            // A fiscal year bears the name of the calendar year it ends in.
            int start = FiscalYearStartMonth(connection);
            long quarter = ((close.Month - start + 12) % 12 / 3) + 1;
            long year = close.Year + (start > 1 && close.Month >= start ? 1 : 0);
            record.Set("FiscalYear", year);
            record.Set("FiscalQuarter", quarter);
            record.Set("Fiscal", string.Create(CultureInfo.InvariantCulture, $"{year} {quarter}"));
        }
    }

    private int FiscalYearStartMonth(StoreConnection connection)
    {
        if (tables.Find("Organization")?.Schema.FindField("FiscalYearStartMonth") is null)
            return 1;
        return connection.Scalar("SELECT FiscalYearStartMonth FROM \"Organization\" LIMIT 1") is long and >= 1 and <= 12 and var month ? (int)month : 1;
    }

    private static void Event(StoredRecord record)
    {
        string? start = record.Text("StartDateTime") ?? record.Text("ActivityDateTime");
        record.Set("StartDateTime", start);
        record.Set("ActivityDateTime", start);
        if (!DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, out DateTimeOffset from))
            return;
        record.Set("ActivityDate", start![..10]);
        if (record["DurationInMinutes"] is long minutes && record.Text("EndDateTime") is null)
            record.Set("EndDateTime", ValueReader.Stamp(from.AddMinutes(minutes)));
        else if (DateTimeOffset.TryParse(record.Text("EndDateTime"), CultureInfo.InvariantCulture, out DateTimeOffset until))
            record.Set("DurationInMinutes", (long)(until - from).TotalMinutes);
        record.Set("EndDate", record.Text("EndDateTime")?[..10]);
    }

    /// <summary>Source: Object Reference, "Contract": the end is worked out from the start and the term in months; a status belongs to a status code.</summary>
    private static void Contract(StoredRecord? before, StoredRecord record, string stamp)
    {
        bool known = DateOnly.TryParse(record.Text("StartDate"), CultureInfo.InvariantCulture, out DateOnly start) && record["ContractTerm"] is long;
        // The last day of a year that begins on the first of March is the last of February.
        record.Set("EndDate", known ? start.AddMonths((int)(long)record["ContractTerm"]!).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
        Activation(before, record, stamp, record.Text("Status") switch
        {
            "Activated" => "Activated",
            "In Approval Process" => "InApproval",
            _ => "Draft",
        });
    }

    private static void Activation(StoredRecord? before, StoredRecord record, string stamp, string statusCode)
    {
        record.Set("StatusCode", statusCode);
        if (statusCode != "Activated" || before?.Text("StatusCode") == statusCode)
            return;
        record.Set("ActivatedDate", record.Text("ActivatedDate") ?? stamp);
        record.Set("ActivatedById", record.Text("ActivatedById") ?? record.Text("LastModifiedById"));
    }

    private void Activity(StoreConnection connection, StoredRecord record)
    {
        string? account = AccountOf(connection, record.Text("WhatId")) ?? AccountOf(connection, record.Text("WhoId"));
        record.Set("AccountId", account);
    }

    private string? AccountOf(StoreConnection connection, string? id)
    {
        if (id is null || tables.OfId(id) is not { } table)
            return null;
        return table.Schema.Name == "Account" ? id : table.Find(connection, id)?.Text("AccountId");
    }

    private void Product(StoreConnection connection, StoredRecord record)
    {
        StoredRecord? product = Parent(connection, record.Text("Product2Id"));
        record.Set("Name", product?.Text("Name"));
        record.Set("ProductCode", product?.Text("ProductCode"));
    }

    private void LineItem(StoreConnection connection, StoredRecord record)
    {
        StoredRecord? entry = Parent(connection, record.Text("PricebookEntryId"));
        record.Set("Product2Id", entry?.Text("Product2Id") ?? record.Text("Product2Id"));
        record.Set("ProductCode", entry?.Text("ProductCode"));
        record.Set("ListPrice", entry?["UnitPrice"]);
        if (record.Schema.Name == "OpportunityLineItem")
            record.Set("Name", Joined(Parent(connection, record.Text("OpportunityId"))?.Text("Name"), entry?.Text("Name")));
        double? quantity = record.Number("Quantity");
        if (record.Number("UnitPrice") is null && record.Number("TotalPrice") is { } total && quantity is > 0)
            record.Set("UnitPrice", total / quantity);
        double? full = record.Number("UnitPrice") * quantity;
        record.Set("Subtotal", full);
        record.Set("TotalPrice", full * (1 - ((record.Number("Discount") ?? 0) / 100)));
    }

    private void Member(StoreConnection connection, StoredRecord record)
    {
        string? id = record.Text("ContactId") ?? record.Text("LeadId");
        StoredRecord? person = Parent(connection, id);
        record.Set("LeadOrContactId", id);
        record.Set("Type", person?.Schema.Name);
        record.Set("HasResponded", record.Text("Status") == "Responded");
        foreach (string field in (string[])["Name", "FirstName", "LastName", "Salutation", "Title", "Email", "Phone", "Fax", "MobilePhone", "Description", "LeadSource"])
            record.Set(field, person?.Text(field));
        foreach (string part in (string[])["Street", "City", "State", "PostalCode", "Country"])
            record.Set(part, person?.Text(part) ?? person?.Text("Mailing" + part));
        record.Set("LeadOrContactOwnerId", person?.Text("OwnerId"));
        record.Set("CompanyOrAccount", person?.Text("Company") ?? Parent(connection, person?.Text("AccountId"))?.Text("Name"));
    }

    private StoredRecord? Parent(StoreConnection connection, string? id) => id is null ? null : tables.OfId(id)?.Find(connection, id);
}
