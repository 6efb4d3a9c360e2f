using SalesforceLinq;

namespace Worker;

/// <summary>The part of the org this program works with.</summary>
public sealed class CrmContext(SalesforceContextOptions<CrmContext> options) : SalesforceContext(options)
{
    public SObjectSet<Product> Products => Set<Product>();
}

/// <summary>A product as the org keeps it. <c>StockKeepingUnit</c> is what both sides know it by.</summary>
[SObject("Product2")]
public sealed class Product
{
    public string? Id { get; set; }

    public string? StockKeepingUnit { get; set; }

    public string? Name { get; set; }

    public string? Family { get; set; }

    public bool IsActive { get; set; }
}
