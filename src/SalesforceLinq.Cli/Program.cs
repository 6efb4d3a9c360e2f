using SalesforceLinq.Cli;
using SalesforceLinq.Cli.Terminals;

using Terminal terminal = Terminal.OfProcess();
return await new CommandLine(terminal).RunAsync(args).ConfigureAwait(false);
