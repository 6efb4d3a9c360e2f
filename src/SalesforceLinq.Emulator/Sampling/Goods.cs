namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Products and the standard price book.</summary>
internal static class Goods
{
    public static void Product(RecordDraft draft, SampleScene scene)
    {
        string head = Vocabulary.ProductHeads[(scene.Number - 1) % Vocabulary.ProductHeads.Length];
        string tail = Vocabulary.ProductTails[(scene.Number - 1) / Vocabulary.ProductHeads.Length % Vocabulary.ProductTails.Length];
        draft["Name"] = $"{head} {tail}";
        draft["ProductCode"] = $"P-{scene.NumberText}";
        draft["IsActive"] = !scene.Dice.OnceIn(8);
    }

    public static void StandardPriceBook(RecordDraft draft, SampleScene scene)
    {
        draft["Name"] = "Standard Price Book";
        draft["IsActive"] = true;
        draft["IsStandard"] = true;
    }

    public static void PriceBookEntry(RecordDraft draft, SampleScene scene)
    {
        draft["Pricebook2Id"] = new SampleReference("Pricebook2", 1);
        draft["Product2Id"] = new SampleReference("Product2", scene.Number);
        draft["UnitPrice"] = scene.Dice.Between(4, 4_000) * 2.5;
        draft["IsActive"] = true;
    }
}
