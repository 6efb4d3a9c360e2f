namespace SalesforceLinq.Emulator.Sampling;

/// <summary>The words sample records are made of. Quotes, wildcards and other scripts are in on purpose: queries have to stand them.</summary>
internal static class Vocabulary
{
    public static readonly string[] FirstNames =
    [
        "Amara", "Ben", "Chiara", "Dmitri", "Élodie", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Keiko", "Liam", "Mei", "Noah", "Olga",
        "Priya", "Quentin", "Rosa", "Søren", "Tariq", "Uma", "Viktor", "Wanjiru", "Ximena", "Yusuf", "Zoë", "太郎", "Анна",
    ];

    public static readonly string[] LastNames =
    [
        "Abernathy", "Bennet", "Castellano", "D'Angelo", "Eriksen", "Fischer", "García", "Hoffmann", "Ivanova", "Jones", "Kowalski", "Lindqvist",
        "Müller", "Nguyễn", "O'Brien", "O'Neil", "Okafor", "Petrov", "Quist", "Reed", "Smith", "Szabó", "Tanaka", "Ueda", "van der Berg",
        "Wójcik", "Xu", "Yılmaz", "Zhang", "山田", "Иванов",
    ];

    public static readonly string[] CompanyHeads =
    [
        "Acme", "Blue Harbor", "Cobalt", "Delta & Sons", "Evergreen", "Falcon", "Granite", "Highland", "Ironwood", "Juniper", "Kestrel", "Lakeside",
        "Meridian", "Northwind", "O'Hara", "Pioneer", "Quartz", "Riverbend", "Summit", "Tidewater", "Union", "Vanguard", "Westbrook", "Zephyr",
        "50%_off", "Žižka", "東京",
    ];

    public static readonly string[] CompanyTails =
    [
        "Energy", "Foods", "Freight", "Group", "Holdings", "Industries", "Labs", "Logistics", "Medical", "Partners", "Systems", "Textiles", "Works",
    ];

    public static readonly string[] Industries =
    [
        "Agriculture", "Apparel", "Banking", "Biotechnology", "Chemicals", "Construction", "Consulting", "Education", "Electronics", "Energy",
        "Finance", "Healthcare", "Insurance", "Manufacturing", "Media", "Retail", "Technology", "Transportation", "Utilities",
    ];

    public static readonly string[] AccountTypes = ["Prospect", "Customer - Direct", "Customer - Channel", "Technology Partner", "Other"];

    public static readonly string[] Ratings = ["Hot", "Warm", "Cold"];

    public static readonly string[] LeadSources = ["Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"];

    public static readonly string[] LeadStatuses = ["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"];

    public static readonly string[] Titles =
        ["CEO", "CFO", "Buyer", "Head of \"Special\" Projects", "Operations Manager", "Procurement Lead", "Sales Manager", "VP, Technology", "Engineer"];

    public static readonly string[] Departments = ["Finance", "Operations", "Procurement", "Research", "Sales", "Technology"];

    public static readonly string[] Streets = ["Constitution Place", "Rue de l'Église", "Hauptstraße", "Market Street", "Av. Paulista", "Harbour Road"];

    public static readonly (string City, string? State, string Country, double Latitude, double Longitude)[] Places =
    [
        ("Austin", "TX", "USA", 30.2672, -97.7431), ("San Francisco", "CA", "USA", 37.7749, -122.4194), ("New York", "NY", "USA", 40.7128, -74.006),
        ("London", null, "United Kingdom", 51.5074, -0.1278), ("Köln", null, "Germany", 50.9375, 6.9603), ("Zürich", "ZH", "Switzerland", 47.3769, 8.5417),
        ("São Paulo", "SP", "Brazil", -23.5505, -46.6333), ("東京", null, "Japan", 35.6762, 139.6503), ("Nairobi", null, "Kenya", -1.2921, 36.8219),
    ];

    public static readonly string[] OpportunityTypes =
        ["Existing Customer - Upgrade", "Existing Customer - Replacement", "Existing Customer - Downgrade", "New Customer"];

    public static readonly string[] CaseSubjects =
        ["Seal fails under load", "Can't install the new unit", "Invoice shows 100% twice", "Noise at start-up", "Question about warranty", "Delivery is late"];

    public static readonly string[] TaskSubjects = ["Call", "Email", "Send Letter", "Send Quote", "Other"];

    public static readonly string[] ProductHeads = ["Gear", "Pump", "Valve", "Sensor", "Controller", "Battery"];

    public static readonly string[] ProductTails = ["Mini", "Standard", "Pro", "Heavy Duty"];
}
