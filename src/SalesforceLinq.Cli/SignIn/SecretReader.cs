using System.Text;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.SignIn;

/// <summary>Reads a secret that was given as <c>-</c>: a line of the standard input, or what a person types without seeing it.</summary>
internal sealed class SecretReader(Terminal terminal)
{
    public string? Read(string? given, string option)
    {
        if (given != "-")
            return given;
        string? secret = terminal.IsInputTerminal ? Ask(option) : terminal.Input.ReadLine()?.Trim();
        return secret is { Length: > 0 } ? secret : throw ToolException.Usage($"{option} - reads a line from the standard input, and there is none.");
    }

    private string Ask(string option)
    {
        // Looking for a key turns the terminal's echo off: who types, or pastes, at the sight of the question is not to see it either.
        _ = Console.KeyAvailable;
        terminal.Error.Write($"{option[2..].Replace('-', ' ')}: ");
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        terminal.Error.WriteLine();
        return typed.ToString();
    }
}
