using System.CommandLine;
using System.Security.Cryptography;
using Triage.Cli.Output;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Storage;

namespace Triage.Cli.Keys;

/// <summary>Who may say that a model package is theirs.</summary>
internal sealed class KeysCommand(GlobalOptions global, TimeProvider time)
{
    private readonly Option<string?> _keys = KeysOption.Create(isRecursive: true);
    private readonly Argument<string> _which = new("KEY") { Description = "An active key's name, or an id, of which eight digits are enough" };

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var keys = new KeysCommand(global, time);
        return new("keys", "Keys that sign model packages, and the list of those that are trusted") { keys._keys, keys.Make(), keys.List(), keys.Rotate(), keys.Revoke(), keys.Trust(), keys.Sign() };
    }

    private static Screen Screen => new(toError: false);

    private Command Make()
    {
        var (name, owner) = (Name(), KeysOption.As("Who signs with it; without it your user name"));
        var command = new Command("create", "Make a key and trust it") { name, owner };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var keys = Of(parsed);
            var made = await keys.CreateAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(owner), cancellationToken);
            Screen.Line($"Made the key {made.Name} of {made.Owner}: {made.Id}");
            Screen.Line($"The service trusts it with  Scoring:TrustedKeysFile={keys.TrustedKeysFile}  (./triage serve does so by itself)");
            Screen.Line($"Other trust lists take it with  ./triage keys trust {keys.PublicKeyFile(made)} --name {made.Name} --as {made.Owner}");
        });
        return command;
    }

    private Command List()
    {
        var json = GlobalOptions.Json();
        var command = new Command("list", "Every key that the trust list knows") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var keys = Of(parsed);
            var output = new JsonOutput(parsed.GetValue(json));
            KeyRow[] rows = [.. keys.Read().Keys.Select(key => KeyRow.Of(key, keys.HasPrivateKey(key)))];
            new Screen(output.TakesStandardOutput).Table($"Keys of {keys.TrustedKeysFile}", KeyRow.Headers, [.. rows.Select(row => row.Cells())]);
            await output.WriteAsync(new { keys.TrustedKeysFile, Keys = rows }, cancellationToken);
        });
        return command;
    }

    private Command Rotate()
    {
        var owner = new Option<string?>("--as") { Description = "Who signs with the new one; without it the old one's owner", HelpName = "NAME" };
        var command = new Command("rotate", "Make a new key of the same name; what the old one signed still holds") { _which, owner };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (old, made) = await Of(parsed).RotateAsync(parsed.GetRequiredValue(_which), parsed.GetValue(owner), cancellationToken);
            Screen.Line($"The key {made.Name} is now {made.Id}");
            Screen.Line($"The old one, {old.ShortId()}, verifies what it signed and signs no more: its private key is deleted. If it was stolen, revoke it: ./triage keys revoke {old.ShortId()} --reason …");
        });
        return command;
    }

    private Command Revoke()
    {
        var reason = new Option<string>("--reason") { Description = "Why, for whoever finds a package refused", HelpName = "TEXT", Required = true };
        var command = new Command("revoke", "Trust nothing any more that a key signed, whenever it did") { _which, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var revoked = await Of(parsed).RevokeAsync(parsed.GetRequiredValue(_which), parsed.GetRequiredValue(reason), cancellationToken);
            Screen.Line($"The key {revoked.Name} ({revoked.ShortId()}) is revoked. Packages that it signed are refused wherever this list is in force; sign those that you still trust with another: ./triage keys sign DIR");
        });
        return command;
    }

    private Command Trust()
    {
        var file = new Argument<string>("FILE") { Description = "The public key, in PEM, as keys create leaves it" };
        var name = new Option<string>("--name") { Description = "What the key is called here", HelpName = "NAME", Required = true };
        var owner = new Option<string>("--as") { Description = "Who signs with it", HelpName = "NAME", Required = true };
        var command = new Command("trust", "Trust somebody else's key") { file, name, owner };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var key = await Of(parsed).TrustAsync(PublicKey(parsed.GetRequiredValue(file)), parsed.GetRequiredValue(name), parsed.GetRequiredValue(owner), cancellationToken);
            Screen.Line($"Packages signed with {key.Name} of {key.Owner} are trusted: {key.Id}. Compare the id with what its owner reads to you.");
        });
        return command;
    }

    private Command Sign()
    {
        var directory = new Argument<string>("DIR") { Description = "A package's directory, with its manifest.json" };
        var (key, owner) = (KeysOption.Key(), KeysOption.As("Whose key it is, where the first is made; without it your user name"));
        var command = new Command("sign", "Sign a package that was made elsewhere, or that you changed") { directory, key, owner };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var keys = Of(parsed);
            var package = parsed.GetRequiredValue(directory);
            var contents = PackageContents.BeforeSigning(new DirectoryPackage(package));
            using var signing = await keys.SignerAsync(parsed.GetValue(key), parsed.GetRequiredValue(owner), cancellationToken);
            signing.Tell(Screen, keys);
            OwnedFiles.Replace(Path.Combine(package, PackageSignature.FileName), System.Text.Encoding.UTF8.GetString(signing.Signer.Sign(contents.ManifestBytes).ToBytes()));
            Screen.Line($"Signed package {contents.Manifest.Version} of tenant {contents.Manifest.Tenant}, trained by {contents.Manifest.TrainedBy}, with {signing.Key.Name} ({signing.Key.ShortId()}). You vouch for:");
            foreach (var file in contents.Manifest.Files)
            {
                Screen.Line($"  {file.Sha256}  {file.Name}");
            }
        });
        return command;
    }

    private static Option<string> Name() => new("--name") { Description = "What the key is called", HelpName = "NAME", DefaultValueFactory = _ => KeyDirectory.DefaultName };

    private static byte[] PublicKey(string file)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? key.ExportSubjectPublicKeyInfo() : throw new CryptographicException();
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            throw new CliException(ExitCode.Failed, $"{file} holds no public key of curve P-256 in PEM. Take the file that ./triage keys create named.");
        }
    }

    private KeyDirectory Of(ParseResult parsed) => KeysOption.Of(parsed, _keys, global, time);
}
