namespace Triage.Models.Matching;

/// <summary>What is compared between two invoices. The numbers are stored; they are never reused.</summary>
public enum TwinFact : byte
{
    SameSupplier = 1,
    SameNumber = 2,
    SameNumberNormalised = 3,
    NumberOneEditApart = 4,
    DifferentNumber = 5,
    SameAmount = 6,
    SameIssueDate = 7,
    IssueDateWithinWeek = 8,
    IssueDateWithinWindow = 9,
    SamePurchaseOrder = 10,
    SameLine = 11,
    SameLines = 12,
    OtherCredited = 13,
}
