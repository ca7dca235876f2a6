using Triage.Models.Intake;

namespace Triage.Training.Duplicates;

/// <summary>Gives bills the numbers of their suppliers, in the order of issue.</summary>
internal interface INumbering
{
    string Next(Invoice invoice, DateOnly issued);
}
