namespace Triage.Models.Policy;

public enum PolicyMode
{
    /// <summary>A would-be CLEAR is recorded and the invoice goes to a person.</summary>
    Shadow,
    Active,
}
