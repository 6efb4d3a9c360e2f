using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Emulator;
using Spectre.Console;

namespace SalesforceLinq.Cli.Emulation;

/// <summary>Says where an emulated org is found, and how to sign in to it.</summary>
internal sealed class OrgGreeting(Terminal terminal, bool json)
{
    public void Write(EmulatedOrg org, EmulatedOrgOptions options)
    {
        if (json)
            terminal.Output.WriteLine(ToJson(org).ToString(Formatting.None));
        else
            Show(org, options);
        // Whoever reads a pipe or a file waits for this.
        terminal.Output.Flush();
    }

    private static JObject ToJson(EmulatedOrg org) => new(
        new JProperty("url", org.Url.ToString()),
        new JProperty("username", org.Username),
        new JProperty("password", org.Password),
        new JProperty("securityToken", org.SecurityToken),
        new JProperty("clientId", org.ClientId),
        new JProperty("clientSecret", org.ClientSecret),
        new JProperty("accessToken", org.AccessToken));

    private void Show(EmulatedOrg org, EmulatedOrgOptions options)
    {
        Grid grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("URL", Markup.Escape($"{org.Url}   (in a browser: objects, rows, SOQL, requests)"));
        grid.AddRow("User", Markup.Escape($"{org.Username} / {org.Password}   security token {org.SecurityToken}"));
        grid.AddRow("OAuth client", Markup.Escape($"{org.ClientId} / {org.ClientSecret}"));
        grid.AddRow("Access token", Markup.Escape(org.AccessToken));
        grid.AddRow("Records", options.DatabasePath is null ? "in memory, gone when this stops" : Markup.Escape(Path.GetFullPath(options.DatabasePath)));
        terminal.Console.Write(new Panel(grid).Header("Emulated Salesforce org"));
        terminal.Output.WriteLine(IPAddress.IsLoopback(options.Address)
            ? "It listens on loopback: only this machine reaches it. Ctrl+C stops it."
            : $"It listens on {options.Address}: whoever reaches this machine can sign in and change all records. Ctrl+C stops it.");
    }
}
