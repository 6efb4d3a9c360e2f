namespace SalesforceLinq;

/// <summary>Names the Salesforce object a class stands for. Without it, the class name is the object's name.</summary>
/// <param name="apiName">API name of the object, with its suffix: <c>Account</c>, <c>Invoice__c</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class SObjectAttribute(string apiName) : Attribute
{
    /// <summary>API name of the object.</summary>
    public string ApiName { get; } = apiName;
}
