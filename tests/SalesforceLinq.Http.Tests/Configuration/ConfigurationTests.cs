using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SalesforceLinq.Http.Tests.Configuration;

public sealed class ConfigurationTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Client_is_made_of_a_section()
    {
        var services = new ServiceCollection();
        services.AddSalesforceClient(Section(
            ("InstanceUrl", Org.Url.ToString()), ("ClientId", Org.ClientId), ("ClientSecret", Org.ClientSecret), ("ApiVersion", "60.0"), ("MaxAttempts", "5"), ("Timeout", "00:02:00")));
        await using ServiceProvider provider = services.BuildServiceProvider();
        SalesforceClient client = provider.GetRequiredService<SalesforceClient>();
        client.ApiVersion.Should().Be("60.0");
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
    }

    [Fact]
    public async Task Each_way_to_sign_in_is_chosen_by_its_keys()
    {
        string url = Org.Url.ToString();
        (Type Type, (string, string)[] Keys)[] ways =
        [
            (typeof(AccessTokenCredential), [("AccessToken", Org.AccessToken), ("InstanceUrl", url)]),
            (typeof(ClientCredentialsCredential), [("ClientId", Org.ClientId), ("ClientSecret", Org.ClientSecret), ("InstanceUrl", url)]),
            (typeof(UsernamePasswordCredential), [("Username", Org.Username), ("Password", Org.Password), ("SecurityToken", Org.SecurityToken), ("LoginUrl", url)]),
            (typeof(OAuthPasswordCredential), [("Username", Org.Username), ("Password", Org.Password), ("SecurityToken", Org.SecurityToken), ("ClientId", Org.ClientId), ("ClientSecret", Org.ClientSecret), ("LoginUrl", url)]),
        ];
        using var http = new HttpClient();
        foreach ((Type type, (string, string)[] keys) in ways)
        {
            SalesforceCredential credential = SalesforceCredential.FromConfiguration(Section(keys));
            credential.Should().BeOfType(type);
            (await credential.SignInAsync(http)).InstanceUrl.Port.Should().Be(Org.Url.Port, type.Name);
        }

        SalesforceCredential.FromConfiguration(Section(("RefreshToken", "r"), ("ClientId", "c"))).Should().BeOfType<RefreshTokenCredential>();
        SalesforceCredential.FromConfiguration(Section(("SalesforceCliOrg", "dev"))).Should().BeOfType<SalesforceCliCredential>();
    }

    [Fact]
    public async Task Host_refuses_to_start_and_names_every_key_but_no_value()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSalesforceClient(Section(
            ("InstanceUrl", "http://sneaky.example"), ("AccessToken", "top-secret"), ("ApiVersion", "v66"), ("MaxAttempts", "eleven"), ("Sanbdox", "true")));
        using IHost host = builder.Build();
        Func<Task> start = () => host.StartAsync();
        OptionsValidationException refused = (await start.Should().ThrowAsync<OptionsValidationException>()).Which;
        refused.Failures.Should().HaveCount(4);
        refused.Message.Should().Contain("'Salesforce:InstanceUrl' must be the https address of an org").And.Contain("'Salesforce:ApiVersion'")
            .And.Contain("'Salesforce:MaxAttempts' must be a whole number from 1 to 10").And.Contain("'Salesforce:Sanbdox' means nothing")
            .And.NotContain("top-secret").And.NotContain("eleven").And.NotContain("sneaky");
    }

    [Fact]
    public void Missing_keys_are_all_named_at_once()
    {
        Action credentials = () => SalesforceCredential.FromConfiguration(Section(("ClientId", "c")));
        Action nothing = () => SalesforceCredential.FromConfiguration(Section());
        Action key = () => SalesforceCredential.FromConfiguration(Section(("ClientId", "c"), ("Username", "u"), ("PrivateKeyFile", "-----BEGIN PRIVATE KEY-----abc")));
        credentials.Should().Throw<InvalidOperationException>().WithMessage("*'Salesforce:ClientSecret' is missing*'Salesforce:InstanceUrl' is missing*");
        nothing.Should().Throw<InvalidOperationException>().WithMessage("The configuration section 'Salesforce' says nothing of how to sign in. Give it*");
        key.Should().Throw<InvalidOperationException>().Which.Message.Should().Contain("'Salesforce:PrivateKeyFile'").And.NotContain("BEGIN PRIVATE");
    }

    [Fact]
    public void Wrong_login_address_beside_a_key_file_is_called_by_its_name()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        string file = Path.GetTempFileName();
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        Action read = () => SalesforceCredential.FromConfiguration(Section(("ClientId", "c"), ("Username", "u"), ("PrivateKeyFile", file), ("LoginUrl", "http://sneaky.example")));
        read.Should().Throw<InvalidOperationException>().WithMessage("'Salesforce:LoginUrl' must be the https address of an org*")
            .Which.Message.Should().NotContain("PrivateKeyFile").And.NotContain("sneaky");
        File.Delete(file);
    }

    [Fact]
    public void Blank_value_counts_as_missing()
    {
        Action read = () => SalesforceCredential.FromConfiguration(Section(("ClientId", "c"), ("ClientSecret", "  "), ("InstanceUrl", "acme.my.salesforce.com")));
        read.Should().Throw<InvalidOperationException>().WithMessage("'Salesforce:ClientSecret' is missing*");
    }

    [Fact]
    public async Task Named_sections_are_named_clients()
    {
        var services = new ServiceCollection();
        services.AddSalesforceClient("eu", Section(("InstanceUrl", Org.Url.ToString()), ("AccessToken", Org.AccessToken)));
        await using ServiceProvider provider = services.BuildServiceProvider();
        (await provider.GetRequiredKeyedService<SalesforceClient>("eu").QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Done.Should().BeTrue();
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] keys) =>
        new ConfigurationBuilder().AddInMemoryCollection(keys.Select(pair => KeyValuePair.Create("Salesforce:" + pair.Key, (string?)pair.Value))).Build().GetSection("Salesforce");
}
