using System.CommandLine;
using System.Net;
using SalesforceLinq.Cli.Emulation;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq emulator</c>: an emulated org that stays until it is stopped.</summary>
internal sealed class EmulatorCommand(Terminal terminal, CommandRunner runner)
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "Port to listen on; 0 takes a free one.",
        DefaultValueFactory = _ => 8080,
    };

    private readonly Option<string> _address = new("--address")
    {
        Description = "IP address to listen on. On another than loopback, whoever reaches this machine can sign in.",
        DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
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

    private readonly Option<string[]> _certificate = new("--certificate")
    {
        Description = "A certificate or RSA public key (PEM file) whose private key may sign users in (JWT bearer). May be given several times.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _empty = new("--empty") { Description = "Start without sample records." };

    private readonly Option<bool> _log = new("--log") { Description = "Write a line for each request." };

    /// <summary>The command with its options.</summary>
    public Command Build()
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port takes a number from 0 to 65535.");
        });
        _address.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError("--address takes an IP address, such as 127.0.0.1 or 0.0.0.0.");
        });
        Command command = new("emulator", "Run an emulated Salesforce org on this machine.") { _port, _address, _schema, _database, _certificate, _empty, _log };
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool json = parsed.GetValue(runner.Json);
        EmulatedOrgOptions options = new()
        {
            Port = parsed.GetValue(_port),
            Address = IPAddress.Parse(parsed.GetValue(_address)!),
            Schema = (parsed.GetValue(_schema) ?? []).Aggregate(OrgSchema.Standard(), With),
            DatabasePath = parsed.GetValue(_database),
            SampleData = parsed.GetValue(_empty) ? SampleData.None : SampleData.Standard,
        };
        EmulatedOrg org;
        try
        {
            org = await EmulatedOrg.StartAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (Exception nowhere) when (nowhere is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.File, "EMULATOR", $"The org cannot be kept in '{options.DatabasePath}': {Sentence.Of(nowhere.Message)} Give --database a file in a folder that can be written to.", nowhere);
        }
        catch (IOException unusable)
        {
            throw new ToolException(ExitCode.File, "EMULATOR", unusable.Message, unusable);
        }

        await using (org.ConfigureAwait(false))
        {
            foreach (string file in parsed.GetValue(_certificate) ?? [])
                Trust(org, file);
            new OrgGreeting(terminal, json).Write(org, options);
            if (parsed.GetValue(_log))
                new RequestLines(terminal, json).Follow(org.Requests);
            await UntilStoppedAsync(cancellation).ConfigureAwait(false);
        }
        if (!json)
            terminal.Output.WriteLine("Stopped.");
        return ExitCode.Done;
    }

    private static void Trust(EmulatedOrg org, string file)
    {
        try
        {
            org.App.TrustCertificate(File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.File, "CERTIFICATE", $"{file}: {wrong.Message}", wrong);
        }
    }

    private static OrgSchema With(OrgSchema schema, string path)
    {
        try
        {
            if (!Directory.Exists(path))
                return schema.WithDescribeFile(path);
            return Directory.EnumerateFiles(path, "*.json").Any()
                ? schema.WithDescribeFolder(path)
                : throw new ToolException(ExitCode.File, "SCHEMA", $"The folder '{path}' has no *.json file. Save describes there, with 'sflinq capture' for instance, or leave --schema out.");
        }
        catch (FormatException wrong)
        {
            throw new ToolException(ExitCode.File, "SCHEMA", wrong.Message, wrong);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException(ExitCode.File, "SCHEMA", $"There is no file or folder '{path}'. Give --schema a describe answer, or a folder of them.", missing);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.File, "SCHEMA", $"'{path}' cannot be read: {unreadable.Message} Change its permissions, or give another.", unreadable);
        }
    }

    // Ctrl+C, and the signal that asks a service to end, are what the command is ended by.
    private async Task UntilStoppedAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping is no failure here.
        }
    }
}
