using Microsoft.Extensions.Options;

namespace Triage.Silo.Wiring;

internal static class ValidateSettingsExtension
{
    /// <summary>Before anything reads an option, so that every error of every section is told at once.</summary>
    public static WebApplication ValidateSettings(this WebApplication app)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }
}
