using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SalesforceLinq.Packages.Tests;

public sealed partial class PackageTests(PackageFolder packages) : IClassFixture<PackageFolder>
{
    public static TheoryData<string> Ids => [.. PackageFolder.Ids];

    [Theory, MemberData(nameof(Ids))]
    public void Package_says_what_it_is_and_holds_readme_icon_documentation_and_symbols(string id)
    {
        using ZipArchive package = packages.Open(id);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        files.Should().Contain(["README.md", "icon.png"]);
        XElement metadata = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open()).Root!.Elements().Single();
        Value("license").Should().Be("MIT");
        Value("readme").Should().Be("README.md");
        Value("icon").Should().Be("icon.png");
        Value("description").Should().NotBeNullOrWhiteSpace();
        Value("tags").Should().Contain("salesforce");
        if (id == "SalesforceLinq.Cli")
            return;

        files.Should().Contain([$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"]);
        using ZipArchive symbols = packages.Open(id, "snupkg");
        symbols.Entries.Should().Contain(entry => entry.FullName == $"lib/net10.0/{id}.pdb");

        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    [Fact]
    public void Analyzers_come_with_the_package()
    {
        using ZipArchive package = packages.Open("SalesforceLinq");
        package.Entries.Should().Contain(entry => entry.FullName == "analyzers/dotnet/cs/SalesforceLinq.Analyzers.dll");
    }

    [Fact]
    public async Task Example_of_the_readme_runs_in_a_fresh_project()
    {
        string folder = Directory.CreateTempSubdirectory("salesforcelinq-example").FullName;
        try
        {
            await WriteSourcesAsync(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "Example.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="SalesforceLinq" Version="{packages.Version}" />
                    <PackageReference Include="SalesforceLinq.Emulator" Version="{packages.Version}" />
                  </ItemGroup>
                </Project>
                """);
            string readme = await File.ReadAllTextAsync(Path.Combine(PackageFolder.Root, "README.md"));
            await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), CSharpBlock().Match(readme).Groups[1].Value);

            string said = await PackageFolder.DotnetAsync(folder, "run");
            said.Should().MatchRegex(@"5 people found, 3 records saved in 1 API call, 001\w{15}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Tool_installs_and_says_what_it_can_do()
    {
        string folder = Directory.CreateTempSubdirectory("salesforcelinq-tool").FullName;
        try
        {
            await WriteSourcesAsync(folder);
            await PackageFolder.DotnetAsync(folder, "tool", "install", "SalesforceLinq.Cli", "--tool-path", "tools", "--version", packages.Version);
            string help = await PackageFolder.DotnetAsync(folder, "exec", Directory.GetFiles(folder, "sflinq.dll", SearchOption.AllDirectories).Single(), "--help");
            help.Should().Contain("emulator");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Ours from the folder, everything else from where the machine has it.
    private async Task WriteSourcesAsync(string folder) => await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <add key="packed" value="{packages.Folder}" />
          </packageSources>
        </configuration>
        """);

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
