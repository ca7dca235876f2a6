using Triage.Cli.Output;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Cli.Keys;

/// <summary>A key with its private part at hand.</summary>
/// <param name="IsNew">It was made for this.</param>
internal sealed record SigningKey(TrustedKey Key, PackageSigner Signer, bool IsNew) : IDisposable
{
    /// <summary>A key that nobody asked for must not be made unseen.</summary>
    public void Tell(Screen screen, KeyDirectory keys)
    {
        if (IsNew)
        {
            screen.Line($"Made a key to sign packages with: {Key.Name} ({Key.ShortId()}), trusted by {keys.TrustedKeysFile}. ./triage keys --help says what to do with it.");
        }
    }

    public void Dispose() => Signer.Dispose();
}
