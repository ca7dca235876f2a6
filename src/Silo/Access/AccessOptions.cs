using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Access;

/// <summary>Section <c>Access</c>: whose tokens are believed.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>The <c>iss</c> that tokens must carry. Default: triage-local.</summary>
    [Required]
    public string Issuer { get; set; } = "triage-local";

    /// <summary>The <c>aud</c> that tokens must carry. Default: triage.</summary>
    [Required]
    public string Audience { get; set; } = "triage";

    /// <summary>Base address of an OpenID Connect issuer whose published keys are used. Default: none.</summary>
    public string? Authority { get; set; }

    /// <summary>PEM file with an external issuer's public key, elliptic or RSA. Default: none, the local issuer's key in the data directory.</summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>How far the issuer's clock may differ. Default: 30 seconds, the largest allowed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Access:ClockSkew must lie between 0 and 30 seconds: a longer one lets expired tokens live.")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    internal bool HasExternalIssuer => !string.IsNullOrEmpty(Authority) || !string.IsNullOrEmpty(PublicKeyFile);
}
