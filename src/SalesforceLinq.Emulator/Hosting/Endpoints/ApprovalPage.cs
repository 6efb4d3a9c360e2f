using System.Globalization;
using System.Net;
using System.Text;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The plain pages a person fills in to let a program in.</summary>
internal static class ApprovalPage
{
    private const string Style = "body{font:16px system-ui;max-width:24rem;margin:4rem auto}label{display:block;margin:1rem 0}input{width:100%;font:inherit}.problem{color:#b00}";

    /// <summary>A form with the buttons Allow and Deny.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="action">Path it is sent to.</param>
    /// <param name="problem">What was wrong with the last try; may be null.</param>
    /// <param name="kept">Values that travel along.</param>
    /// <param name="inputs">Name, label, type and value of what is to be filled in.</param>
    public static Answer Form(
        string title, string action, string? problem, IEnumerable<(string Name, string Value)> kept,
        IEnumerable<(string Name, string Label, string Type, string Value)> inputs)
    {
        StringBuilder form = new($"<h1>{title}</h1>");
        if (problem is not null)
            form.Append(CultureInfo.InvariantCulture, $"<p class=\"problem\" role=\"alert\">{Encoded(problem)}</p>");
        form.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{action}\">");
        foreach ((string name, string value) in kept)
            form.Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{name}\" value=\"{Encoded(value)}\">");
        foreach ((string name, string label, string type, string value) in inputs)
            form.Append(CultureInfo.InvariantCulture, $"<label>{label} <input name=\"{name}\" type=\"{type}\" value=\"{Encoded(value)}\"></label>");
        form.Append("<button name=\"decision\" value=\"allow\">Allow</button> <button name=\"decision\" value=\"deny\">Deny</button></form>");
        return Page(problem is null ? 200 : 400, form.ToString());
    }

    public static Answer Note(string text) => Page(200, $"<p>{Encoded(text)}</p>");

    private static Answer Page(int status, string body)
    {
        Answer answer = Answer.Text(
            status,
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Emulated Salesforce org</title><style>{Style}</style>{body}</html>",
            "text/html;charset=UTF-8");
        // A page of another site must not lay this one under its own buttons.
        answer.Headers["X-Frame-Options"] = "DENY";
        return answer;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
