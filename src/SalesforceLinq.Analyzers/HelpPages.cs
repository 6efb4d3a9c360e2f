namespace SalesforceLinq.Analyzers;

/// <summary>Where each rule is explained.</summary>
internal static class HelpPages
{
    private const string Folder = "https://github.com/salesforcelinq/salesforcelinq/blob/main/docs/analyzers/";

    public static string Of(string rule) => Folder + rule + ".md";
}
