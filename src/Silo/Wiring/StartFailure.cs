using Microsoft.Extensions.Options;
using Triage.Models.History;
using Triage.Silo.Errors;

namespace Triage.Silo.Wiring;

/// <summary>What a start that failed tells its operator: sentences and an exit code instead of a stack trace.</summary>
internal static class StartFailure
{
    public static int Report(Exception exception, TextWriter error)
    {
        switch (exception)
        {
            case StartRefusedException refused:
                error.WriteLine(refused.Message);
                return refused.ExitCode;
            case StoreRefusedException refused:
                error.WriteLine(refused.Message);
                return StartRefusedException.BadSettings;
            case StoreUnavailableException unavailable:
                error.WriteLine(unavailable.Message);
                return StartRefusedException.Unreachable;
            case OptionsValidationException invalid:
                WriteAll(invalid.Failures, error);
                return StartRefusedException.BadSettings;
            case AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException):
                WriteAll(several.InnerExceptions.SelectMany(inner => ((OptionsValidationException)inner).Failures), error);
                return StartRefusedException.BadSettings;
            default:
                error.WriteLine($"The service could not start: {exception.Message}");
                return 1;
        }
    }

    private static void WriteAll(IEnumerable<string> failures, TextWriter error)
    {
        foreach (var failure in failures.Distinct(StringComparer.Ordinal))
        {
            error.WriteLine(failure);
        }
    }
}
