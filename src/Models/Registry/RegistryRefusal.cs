namespace Triage.Models.Registry;

/// <summary>One reason for which an action is not taken.</summary>
/// <param name="Type">Part of the contract, never renamed: one of <see cref="RegistryRefusals"/>.</param>
/// <param name="Subject">What it is about: a version, a file, a segment.</param>
/// <param name="Description">A sentence that says what to do.</param>
public sealed record RegistryRefusal(string Type, string Subject, string Description);

/// <summary>Types of refusals.</summary>
public static class RegistryRefusals
{
    public const string Standing = "STANDING";
    public const string FourEyes = "FOUR_EYES";
    public const string Package = "PACKAGE";
    public const string Segment = "SEGMENT";
    public const string Shadow = "SHADOW";
    public const string NothingBefore = "NOTHING_BEFORE";
}
