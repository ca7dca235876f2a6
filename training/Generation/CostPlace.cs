namespace Triage.Training.Generation;

/// <summary>Who bears the cost.</summary>
internal sealed class CostPlace
{
    internal static readonly string[] Facilities = ["north", "south", "east", "childrens", "cancer-centre", "community"];

    public CostPlace(Chance chance)
    {
        Facility = chance.One(Facilities);
        Department = $"{Facility}-{chance.Below(12) + 1}";
        CostCentre = $"CC{chance.Below(300) + 100}";
    }

    public string Facility { get; }
    public string Department { get; }
    public string CostCentre { get; }
}
