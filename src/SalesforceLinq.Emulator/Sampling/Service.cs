namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Cases and tasks.</summary>
internal static class Service
{
    private static readonly string[] Statuses = ["New", "Working", "Escalated", "Closed"];
    private static readonly string[] Priorities = ["High", "Medium", "Low"];
    private static readonly string[] Origins = ["Phone", "Email", "Web"];
    private static readonly string[] CaseTypes = ["Mechanical", "Electrical", "Electronic", "Structural", "Other"];
    private static readonly string[] TaskStatuses = ["Not Started", "In Progress", "Completed"];
    private static readonly string[] TaskPriorities = ["High", "Normal", "Low"];

    public static void Case(RecordDraft draft, SampleScene scene)
    {
        SampleDice dice = scene.Dice;
        string status = dice.Pick(Statuses);
        draft["CaseNumber"] = scene.Number.ToString("d8", System.Globalization.CultureInfo.InvariantCulture);
        draft["Subject"] = dice.Pick(Vocabulary.CaseSubjects);
        draft["Status"] = status;
        draft["IsClosed"] = status == "Closed";
        draft["ClosedDate"] = status == "Closed" ? scene.Now.AddDays(-dice.Below(300)) : null;
        draft["Priority"] = dice.Pick(Priorities);
        draft["Origin"] = dice.Pick(Origins);
        draft["Type"] = dice.OnceIn(3) ? null : dice.Pick(CaseTypes);
        draft["AccountId"] = dice.OnceIn(10) ? null : scene.Some("Account", scene.Options.Accounts);
        draft["ContactId"] = dice.OnceIn(3) ? null : scene.Some("Contact", scene.Options.Contacts);
        draft["OwnerId"] = scene.Owner;
    }

    public static void Task(RecordDraft draft, SampleScene scene)
    {
        SampleDice dice = scene.Dice;
        string status = dice.Pick(TaskStatuses);
        draft["Subject"] = dice.Pick(Vocabulary.TaskSubjects);
        draft["Status"] = status;
        draft["IsClosed"] = status == "Completed";
        draft["Priority"] = dice.Pick(TaskPriorities);
        draft["ActivityDate"] = dice.OnceIn(5) ? null : scene.Day(dice.Between(-120, 60));
        draft["WhatId"] = dice.Below(3) switch
        {
            0 => scene.Some("Account", scene.Options.Accounts),
            1 => scene.Some("Opportunity", scene.Options.Opportunities),
            _ => null,
        };
        draft["WhoId"] = dice.Below(3) switch
        {
            0 => scene.Some("Contact", scene.Options.Contacts),
            1 when scene.Options.Leads > 0 => scene.Some("Lead", scene.Options.Leads),
            _ => null,
        };
        draft["OwnerId"] = scene.Owner;
    }
}
