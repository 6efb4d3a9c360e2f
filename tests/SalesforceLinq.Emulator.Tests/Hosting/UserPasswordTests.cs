using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class UserPasswordTests : SignInOrg
{
    [Fact]
    public async Task Password_that_is_set_is_the_one_that_signs_in()
    {
        string path = await PathAsync();
        (await SendAsync(Org.AccessToken, "GET", path)).Body.Should().Be("""{"isExpired":false}""");
        (await SendAsync(Org.AccessToken, "POST", path, """{"NewPassword":"better than before"}""")).Status.Should().Be(204);
        (await SignInAsync("better than before")).Should().Be(200);
        (await SignInAsync("better than before" + Org.SecurityToken)).Should().Be(200);
        (await SignInAsync(Org.Password)).Should().Be(400);
        Org.Requests.Should().NotContain(request => request.Body.Contains("better than"));
    }

    [Fact]
    public async Task Password_that_is_reset_is_made_up_and_expired_until_another_is_set()
    {
        string path = await PathAsync();
        string made = Text(JsonDocument.Parse((await SendAsync(Org.AccessToken, "DELETE", path)).Body).RootElement, "NewPassword");
        (await SendAsync(Org.AccessToken, "GET", path)).Body.Should().Be("""{"isExpired":true}""");
        (await SoapAsync($"<u:login><u:username>{Org.Username}</u:username><u:password>{made}</u:password></u:login>")).Should().Contain("<passwordExpired>true</passwordExpired>");
        await SendAsync(Org.AccessToken, "POST", path, """{"NewPassword":"mine again"}""");
        (await SendAsync(Org.AccessToken, "GET", path)).Body.Should().Be("""{"isExpired":false}""");
    }

    [Theory]
    [InlineData("""{"NewPassword":" "}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("[]", 400)]
    public async Task Password_that_is_none_is_refused(string json, int status) =>
        (await SendAsync(Org.AccessToken, "POST", await PathAsync(), json)).Status.Should().Be(status);

    [Fact]
    public async Task User_that_is_not_there_has_no_password() =>
        (await SendAsync(Org.AccessToken, "POST", Root + "/sobjects/User/005000000000009AAA/password", """{"NewPassword":"x"}""")).Status.Should().Be(404);

    [Fact]
    public async Task Second_user_signs_in_when_he_has_a_password_and_no_longer_when_he_is_switched_off()
    {
        string profile = Text(await FirstAsync("SELECT Id FROM Profile LIMIT 1"), "Id");
        (int status, string created) = await SendAsync(Org.AccessToken, "POST", Root + "/sobjects/User", $$"""
            {"Username":"grace@example.com","Email":"grace@example.com","LastName":"Hopper","FirstName":"Grace","Alias":"grace","CommunityNickname":"grace","ProfileId":"{{profile}}",
             "TimeZoneSidKey":"America/Los_Angeles","LocaleSidKey":"en_US","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US"}
            """);
        status.Should().Be(201, created);
        string id = Text(JsonDocument.Parse(created).RootElement, "id");
        (await SignInAsync("secret", "grace@example.com")).Should().Be(400);
        await SendAsync(Org.AccessToken, "POST", $"{Root}/sobjects/User/{id}/password", """{"NewPassword":"secret"}""");
        (int _, JsonElement granted) = await TokenAsync(("grant_type", "password"), ("client_secret", Org.ClientSecret), ("username", "GRACE@example.com"), ("password", "secret"));
        JsonElement userInfo = JsonDocument.Parse((await SendAsync(Text(granted, "access_token"), "GET", "/services/oauth2/userinfo")).Body).RootElement;
        Text(userInfo, "preferred_username").Should().Be("grace@example.com");
        Text(userInfo, "name").Should().Be("Grace Hopper");

        await SendAsync(Org.AccessToken, "PATCH", $"{Root}/sobjects/User/{id}", """{"IsActive":false}""");
        (await ErrorAsync(("grant_type", "password"), ("client_secret", Org.ClientSecret), ("username", "grace@example.com"), ("password", "secret"))).Should().Be("inactive_user");
        (await SoapAsync("<u:login><u:username>grace@example.com</u:username><u:password>secret</u:password></u:login>")).Should().Contain("INVALID_LOGIN");
    }

    [Fact]
    public async Task Password_survives_a_restart()
    {
        string file = Path.Combine(Path.GetTempPath(), $"passwords-{Guid.NewGuid():N}.db");
        try
        {
            EmulatedOrgOptions options = new() { DatabasePath = file, SampleData = SampleData.None };
            await using (EmulatedOrg first = await EmulatedOrg.StartAsync(options))
            {
                using OrgClient client = new(first);
                string id = (await client.GetAsync("/services/oauth2/userinfo")).GetProperty("user_id").GetString()!;
                (await client.SendAsync("POST", $"/sobjects/User/{id}/password", """{"NewPassword":"kept"}""")).Status.Should().Be(204);
            }

            await using EmulatedOrg second = await EmulatedOrg.StartAsync(options);
            using HttpClient http = new() { BaseAddress = second.Url };
            using FormUrlEncodedContent form = new(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["client_id"] = second.ClientId,
                ["client_secret"] = second.ClientSecret,
                ["username"] = second.Username,
                ["password"] = "kept",
            });
            ((int)(await http.PostAsync(TokenPath, form)).StatusCode).Should().Be(200);
        }
        finally
        {
            foreach (string left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
                File.Delete(left);
        }
    }

    private async Task<int> SignInAsync(string password, string? username = null) => (await TokenAsync(
        ("grant_type", "password"), ("client_secret", Org.ClientSecret), ("username", username ?? Org.Username), ("password", password))).Status;

    private async Task<string> PathAsync() => $"{Root}/sobjects/User/{Text(await FirstAsync("SELECT Id FROM User LIMIT 1"), "Id")}/password";

    private async Task<JsonElement> FirstAsync(string soql) =>
        JsonDocument.Parse((await SendAsync(Org.AccessToken, "GET", $"{Root}/query?q={Uri.EscapeDataString(soql)}")).Body).RootElement.GetProperty("records")[0];
}
