using System.ComponentModel;
using System.Diagnostics;

namespace SalesforceLinq.Emulator.Tests.Clients;

/// <summary>Runs programs that are not part of .NET: where they are not to be had, the test that needs them is skipped.</summary>
internal static class ClientProgram
{
    /// <summary>Scripts and package lists, beside the tests.</summary>
    public static string Folder(string client) => Path.Combine(AppContext.BaseDirectory, "Clients", client);

    /// <summary>Exit code and output; <see langword="null"/> if there is no such program.</summary>
    public static async Task<(int Code, string Output)?> RunAsync(string program, string folder, IReadOnlyDictionary<string, string> environment, TimeSpan patience, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            using CancellationTokenSource late = new(patience);
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"{program} was not done after {patience}.");
            }
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Installs the exact packages a folder lists into a folder of the machine's own, once; answers that folder, with the scripts in it.</summary>
    public static async Task<string> InstallAsync(string client)
    {
        string list = await File.ReadAllTextAsync(Path.Combine(Folder(client), "package.json"));
        string name = $"{client}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(list)))[..12]}";
        string folder = Path.Combine(Path.GetTempPath(), "emulated-org-clients", name);
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Folder(client)).Concat(Directory.GetFiles(Folder("jsforce"), "checks.mjs")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        string done = Path.Combine(folder, "installed");
        if (!File.Exists(done))
        {
            (int Code, string Output)? install = await RunAsync(
                "npm", folder, new Dictionary<string, string>(), TimeSpan.FromMinutes(10), "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
            Skip.If(install is null, $"npm is not on the PATH: the real {client} is installed with it.");
            Skip.If(install!.Value.Code != 0, $"npm could not install {client} (is the registry reachable?): {install.Value.Output}");
            await File.WriteAllTextAsync(done, "");
        }
        return folder;
    }
}
