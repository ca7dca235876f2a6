namespace Triage.Models.Gating.Checks;

/// <summary>Codes of lines held against the tenant's lists.</summary>
public static class CodingChecks
{
    public static CheckResult CodesNotRegulated(GateInput input)
    {
        if (input.MasterData.Codes is not { } codes)
        {
            return CheckResult.NotApplicable;
        }

        var coded = false;
        var found = new List<string>();
        for (var i = 0; i < input.Invoice.Lines.Length; i++)
        {
            var line = input.Invoice.Lines[i];
            coded |= !string.IsNullOrWhiteSpace(line.ServiceCode) || !string.IsNullOrWhiteSpace(line.ItemCode);
            if (codes.NeedsPerson(line.ServiceCode))
            {
                found.Add($"lines[{i}].service_code");
            }
            else if (codes.Find(line.ItemCode) is { IsRegulated: true } or { IsUnlisted: true })
            {
                found.Add($"lines[{i}].item_code");
            }
        }

        return (coded, found) switch
        {
            (false, _) => CheckResult.NotApplicable,
            (_, []) => CheckResult.Passed,
            _ => CheckResult.Failed(ExceptionCode.CodingRegulated, "A code is regulated or unlisted, or a modifier needs a reading.", found),
        };
    }
}
