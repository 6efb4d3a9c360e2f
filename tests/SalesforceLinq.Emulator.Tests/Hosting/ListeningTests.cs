using System.Net;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class ListeningTests
{
    [Fact]
    public async Task Org_listens_on_loopback_and_a_free_port_unless_told_otherwise()
    {
        await using EmulatedOrg first = await StartAsync(new EmulatedOrgOptions());
        await using EmulatedOrg second = await StartAsync(new EmulatedOrgOptions());
        first.Url.Host.Should().Be("127.0.0.1");
        first.Url.Port.Should().BePositive().And.NotBe(second.Url.Port);
    }

    [Fact]
    public async Task Port_in_use_is_told_with_a_way_out()
    {
        await using EmulatedOrg first = await StartAsync(new EmulatedOrgOptions());
        (await FluentActions.Awaiting(() => StartAsync(new EmulatedOrgOptions { Port = first.Url.Port })).Should().ThrowAsync<IOException>())
            .WithMessage($"Port {first.Url.Port} of 127.0.0.1 is in use. Choose another port, or 0 for a free one.");
    }

    [Fact]
    public async Task Address_that_the_machine_lacks_is_told() =>
        (await FluentActions.Awaiting(() => StartAsync(new EmulatedOrgOptions { Address = IPAddress.Parse("203.0.113.7") })).Should().ThrowAsync<IOException>())
            .WithMessage("*no address 203.0.113.7*");

    [SkippableFact]
    public async Task Org_listens_on_another_address_when_told_to()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has all of 127.0.0.0/8 without being told.");
        await using EmulatedOrg org = await StartAsync(new EmulatedOrgOptions { Address = IPAddress.Parse("127.0.0.2") });
        using OrgClient client = new(org);
        org.Url.Host.Should().Be("127.0.0.2");
        (await client.SendAsync("GET", "/limits")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Request_log_tells_of_each_request_as_it_comes()
    {
        await using EmulatedOrg org = await StartAsync(new EmulatedOrgOptions());
        List<LoggedRequest> told = [];
        org.Requests.Added += (_, request) => told.Add(request);
        using OrgClient client = new(org);
        await client.SendAsync("GET", "/limits");
        told.Should().Equal(org.Requests);
        told.Should().ContainSingle().Which.ReceivedAt.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    private static Task<EmulatedOrg> StartAsync(EmulatedOrgOptions options) => EmulatedOrg.StartAsync(options with { SampleData = SampleData.None });
}
