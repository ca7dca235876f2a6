namespace Triage.Silo.Access;

/// <summary>Values of the role claim.</summary>
internal static class Roles
{
    /// <summary>The program that brings invoices and acts on verdicts.</summary>
    public const string Host = "host";

    /// <summary>The feed of an ERP, a bank or a coding system: it says what happened there, and reads nothing.</summary>
    public const string Connector = "connector";
    public const string Reviewer = "reviewer";
    public const string Supervisor = "supervisor";
    public const string Auditor = "auditor";
    public const string Operator = "operator";

    /// <summary>Who trains models: brings versions and has them compared.</summary>
    public const string DataScientist = "data-scientist";

    /// <summary>Who answers for the models in force; of a version, never who trained or registered it.</summary>
    public const string ModelApprover = "model-approver";
}
