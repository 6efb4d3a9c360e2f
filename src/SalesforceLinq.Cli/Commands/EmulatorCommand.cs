using System.CommandLine;
using SalesforceLinq.Emulator;
using Spectre.Console;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq emulator</c>: an emulated org that stays until it is stopped.</summary>
internal sealed class EmulatorCommand(IAnsiConsole console, TimeProvider clock)
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "Loopback port to listen on; 0 takes a free one.",
        DefaultValueFactory = _ => 8080,
    };

    private readonly Option<string[]> _schema = new("--schema")
    {
        Description = "A describe answer (*.json), or a folder of them: objects added to the standard ones. May be given several times.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "SQLite file that keeps the org; without it the org lives in memory.",
    };

    private readonly Option<bool> _empty = new("--empty") { Description = "Start without sample records." };

    /// <summary>The command with its options.</summary>
    public Command Build()
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port takes a number from 0 to 65535.");
        });
        Command command = new("emulator", "Run an emulated Salesforce org on this machine.") { _port, _schema, _database, _empty };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        EmulatedOrgOptions options;
        try
        {
            options = new EmulatedOrgOptions
            {
                Port = parsed.GetValue(_port),
                Schema = ReadSchema(parsed.GetValue(_schema) ?? []),
                DatabasePath = parsed.GetValue(_database),
                SampleData = parsed.GetValue(_empty) ? SampleData.None : SampleData.Standard,
            };
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            return Fail(error.Message);
        }

        try
        {
            EmulatedOrg org = await EmulatedOrg.StartAsync(options, cancellation).ConfigureAwait(false);
            await using (org.ConfigureAwait(false))
            {
                Introduce(org, options.DatabasePath);
                await WaitForTheEndAsync(cancellation).ConfigureAwait(false);
            }

            return 0;
        }
        catch (IOException error)
        {
            return Fail($"{error.Message} Choose another --port, or 0 for a free one.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static OrgSchema ReadSchema(string[] paths) =>
        paths.Aggregate(OrgSchema.Standard(), (schema, path) =>
            Directory.Exists(path) ? schema.WithDescribeFolder(path) : schema.WithDescribeFile(path));

    private void Introduce(EmulatedOrg org, string? database)
    {
        Grid grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("URL", Markup.Escape(org.Url.ToString()));
        grid.AddRow("User", Markup.Escape($"{org.Username} / {org.Password}   security token {org.SecurityToken}"));
        grid.AddRow("OAuth client", Markup.Escape($"{org.ClientId} / {org.ClientSecret}"));
        grid.AddRow("Access token", Markup.Escape(org.AccessToken));
        grid.AddRow("Records", database is null ? "in memory, gone when this stops" : Markup.Escape(database));
        console.Write(new Panel(grid).Header("Emulated Salesforce org"));
        console.MarkupLine("It listens on loopback only. Ctrl+C stops it.");
    }

    private async Task WaitForTheEndAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped.");
        }
    }

    private int Fail(string what)
    {
        console.MarkupLineInterpolated($"[red]{what}[/]");
        return 1;
    }
}
