using System.CommandLine;
using SalesforceLinq.Cli.Commands;
using Spectre.Console;

RootCommand root = new("SalesforceLinq on the command line.") { new EmulatorCommand(AnsiConsole.Console, TimeProvider.System).Build() };
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
