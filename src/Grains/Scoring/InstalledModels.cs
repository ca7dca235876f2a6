using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Grains.Scoring;

/// <summary>
/// The package that the configuration names, read once when the service starts. It serves a tenant until its registry has a version in force. One
/// that cannot be used does not keep the service from starting: every invoice then goes to a person, and health and log say why.
/// </summary>
public sealed partial class InstalledModels
{
    private readonly ILogger<InstalledModels> _logger;
    private readonly IReadOnlyList<Invoice> _history = [];
    private readonly ImmutableArray<byte> _historySha256 = [];

    public InstalledModels(IOptions<ScoringOptions> options, ILogger<InstalledModels> logger)
    {
        _logger = logger;
        if (options.Value.ModelsDirectory is not { Length: > 0 } directory)
        {
            return;
        }

        try
        {
            var package = ModelPackageReader.Read(new DirectoryPackage(directory), TrustList.Load(options.Value.TrustedKeysFile), broken => Fail(broken.Message));
            Scorers = package.Scorers;
            (Tenant, _history, _historySha256) = (package.Manifest.Tenant, package.History, package.HistorySha256);
            ModelsInForce(package.Manifest.Version, package.SignedBy.Name, package.SignedBy.Id, package.History.Count);
        }
        catch (Exception unusable) when (unusable is ModelPackageException or IOException or UnauthorizedAccessException)
        {
            Fail(unusable.Message);
            Scorers = ModelSet.Unusable.Scorers;
        }
    }

    /// <summary><c>null</c>: none were asked for.</summary>
    public ScorerSet? Scorers { get; }

    /// <summary>Why a model that should be in force is not; <c>null</c> where all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whose ledger the package was trained on; <c>null</c>: there is none that can be used.</summary>
    public string? Tenant { get; }

    /// <summary>What a tenant is served: another's ledger is none of its business. <c>null</c>: no models were asked for.</summary>
    internal ModelSet? SetOf(string tenant) => Scorers is not { } scorers ? null : tenant == Tenant ? new(scorers, _history, _historySha256) : new(scorers, [], []);

    private void Fail(string problem)
    {
        Problem = Problem is null ? problem : $"{Problem} {problem}";
        ModelRefused(problem);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Models {Version}, signed with the key {Key} ({KeyId}), are in force; profiles begin from {Invoices} invoices.")]
    private partial void ModelsInForce(string version, string key, string keyId, int invoices);

    [LoggerMessage(Level = LogLevel.Error, Message = "A model is not in force, and what it should score goes to a person: {Problem}")]
    private partial void ModelRefused(string problem);
}
