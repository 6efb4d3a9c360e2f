using System.CommandLine;

RootCommand root = new("SalesforceLinq on the command line.");
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
