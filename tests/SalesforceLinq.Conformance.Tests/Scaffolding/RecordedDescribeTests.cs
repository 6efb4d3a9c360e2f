using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Conformance.Tests.Soql;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Scaffolding;

/// <summary>What real orgs describe: scaffolded by the built tool, compiled without a warning, and used against an org of the same describes.</summary>
public sealed class RecordedDescribeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sflinq").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Every_recorded_describe_becomes_classes_that_compile_query_and_save()
    {
        string? recordings = SharedFolder.Find(Path.Combine("wire", "describe-sobject"));
        Skip.If(recordings is null, "The recordings are not beside this clone.");
        // Several recordings describe the same object, and a model has one class for it: each round takes one of them.
        List<(string Name, string File)> files = [.. Directory.GetFiles(recordings!, "*.json").Order(StringComparer.Ordinal)
            .Select(file => ((string)JObject.Parse(File.ReadAllText(file))["name"]!, file))];
        int rounds = files.GroupBy(file => file.Name).Max(group => group.Count());
        files.Should().HaveCountGreaterThan(10);
        for (int round = 0; round < rounds; round++)
        {
            string[] chosen = [.. files.GroupBy(file => file.Name).Where(group => group.Count() > round).Select(group => group.ElementAt(round).File)];
            await UseAsync(Path.Combine(_folder, $"{round}"), chosen, saves: round == 0);
        }
    }

    private static async Task UseAsync(string folder, string[] describes, bool saves)
    {
        string described = Directory.CreateDirectory(Path.Combine(folder, "describes")).FullName;
        foreach (string file in describes)
            File.Copy(file, Path.Combine(described, Path.GetFileName(file)));
        string models = Path.Combine(folder, "Models");
        string[] arguments = ["scaffold", "--describe", described, "--output", models, "--context", "CrmContext", "--namespace", "Models"];
        (await RunAsync(arguments)).Should().Be((0, ""));
        (await RunAsync([.. arguments, "--check"])).Should().Be((0, ""), "the same describes give the same files");

        Assembly compiled = Compile(models);
        OrgSchema schema = describes.Aggregate(OrgSchema.Empty(), (built, file) => built.WithDescribeFile(file));
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Schema = schema, SampleData = SampleData.None });
        using SalesforceClient client = new(new AccessTokenCredential(org.Url, org.AccessToken));
        await (Task)compiled.GetType("Models.Reading")!.GetMethod("RunAsync")!.Invoke(null, [client])!;
        if (saves)
            (await (Task<string>)compiled.GetType("Models.Saving")!.GetMethod("RunAsync")!.Invoke(null, [client])!).Should().Be("Recorded Technology");
    }

    // As a project would: implicit usings, nullable, documentation checked; as code a person wrote, because the compiler looks away from generated code.
    private static Assembly Compile(string models)
    {
        string context = File.ReadAllText(Path.Combine(models, "CrmContext.g.cs"));
        string[] sets = [.. System.Text.RegularExpressions.Regex.Matches(context, @"SObjectSet<\w+> (\w+) =>").Select(match => match.Groups[1].Value)];
        string reading = $$"""
            using SalesforceLinq;
            namespace Models;
            public static class Reading
            {
                public static async Task RunAsync(SalesforceLinq.Http.SalesforceClient client)
                {
                    await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);
            {{string.Join('\n', sets.Select(set => $"        await crm.{set}.ToListAsync();"))}}
                }
            }
            """;
        const string Saving = """
            using SalesforceLinq;
            namespace Models;
            public static class Saving
            {
                public static async Task<string> RunAsync(SalesforceLinq.Http.SalesforceClient client)
                {
                    SalesforceContextOptions<CrmContext> options = new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options;
                    await using CrmContext crm = new(options);
                    Contact contact = new() { LastName = "Recorded", Account = new Account { Name = "A", Industry = AccountIndustry.Technology } };
                    crm.Contacts.Add(contact);
                    await crm.SaveChangesAsync();
                    await using CrmContext other = new(options);
                    Contact read = await other.Contacts.Include(c => c.Account).Where(c => c.Account!.Industry == AccountIndustry.Technology).SingleAsync();
                    return $"{read.LastName} {read.Account!.Industry}";
                }
            }
            """;
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;";
        CSharpParseOptions language = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
        bool canSave = sets.Contains("Contacts");
        IEnumerable<SyntaxTree> trees = Directory.GetFiles(models).Select(file => CSharpSyntaxTree.ParseText(
            File.ReadAllText(file).Replace("<auto-generated>", "", StringComparison.Ordinal), language, Path.ChangeExtension(file, ".x.cs")));
        var compilation = CSharpCompilation.Create(
            "Recorded" + Guid.NewGuid().ToString("N"),
            [.. trees, .. ((string[])[Usings, reading, canSave ? Saving : ""]).Select(text => CSharpSyntaxTree.ParseText(text, language))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning
                && !(diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree?.FilePath.Length == 0))
            .Select(diagnostic => diagnostic.ToString()).Should().BeEmpty();
        return Assembly.Load(image.ToArray());
    }

    private static async Task<(int Code, string Errors)> RunAsync(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "sflinq.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, await errors);
    }
}
