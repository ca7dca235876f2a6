using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Storage;

namespace Triage.Cli.Keys;

/// <summary>
/// A folder with the trust list and the private keys of whoever works here, each in a file that is the user's own (0600). Whoever can read
/// one can sign in its owner's name; whoever can write the list decides whose packages are trusted.
/// </summary>
internal sealed class KeyDirectory(string directory, TimeProvider time)
{
    public const string DefaultName = "local";

    private const int PrefixDigitsMin = 8;
    private static readonly TimeSpan LockMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LockEvery = TimeSpan.FromMilliseconds(20);

    public string TrustedKeysFile { get; } = Path.Combine(directory, TrustList.FileName);

    public TrustList Read() => File.Exists(TrustedKeysFile) ? TrustList.Load(TrustedKeysFile) : TrustList.Empty;

    public bool HasPrivateKey(TrustedKey key) => File.Exists(PrivateKeyFile(key));

    /// <summary>For whoever keeps another trust list.</summary>
    public string PublicKeyFile(TrustedKey key) => Path.Combine(directory, $"{key.ShortId()}.public.pem");

    /// <exception cref="CliException">An active key has the name.</exception>
    public Task<TrustedKey> CreateAsync(string name, string owner, CancellationToken cancellationToken) =>
        ChangeAsync(list => WithNew(list, name, owner), cancellationToken);

    /// <summary>A new key takes the name over; what the old one signed holds.</summary>
    public async Task<(TrustedKey Old, TrustedKey New)> RotateAsync(string which, string? owner, CancellationToken cancellationToken)
    {
        var (old, made) = await ChangeAsync(
            list =>
            {
                var old = Find(list, which);
                if (old.State != KeyState.Active)
                {
                    throw new CliException(ExitCode.Failed, $"The key {old.Name} ({old.ShortId()}) is {Word(old.State)} already. ./triage keys list shows the active ones.");
                }

                var rotated = old with { State = KeyState.Rotated, Rotated = time.GetUtcNow() };
                var (with, made) = WithNew(Replaced(list, rotated), old.Name, owner ?? old.Owner);
                return (with, (rotated, made));
            },
            cancellationToken);
        File.Delete(PrivateKeyFile(old)); // it signs no more, and what is not there can't be stolen
        return (old, made);
    }

    /// <summary>Nothing that it signed is trusted from now on.</summary>
    public async Task<TrustedKey> RevokeAsync(string which, string reason, CancellationToken cancellationToken)
    {
        var revoked = await ChangeAsync(
            list =>
            {
                var key = Find(list, which);
                if (key.State == KeyState.Revoked)
                {
                    throw new CliException(ExitCode.Failed, $"The key {key.Name} ({key.ShortId()}) was revoked before, on {key.Revoked:yyyy-MM-dd}: {key.Reason}");
                }

                var revoked = key with { State = KeyState.Revoked, Revoked = time.GetUtcNow(), Reason = reason };
                return (Replaced(list, revoked), revoked);
            },
            cancellationToken);
        File.Delete(PrivateKeyFile(revoked));
        return revoked;
    }

    /// <summary>Somebody else's key, of which only the public part is known here.</summary>
    public Task<TrustedKey> TrustAsync(byte[] publicKey, string name, string owner, CancellationToken cancellationToken) =>
        ChangeAsync(
            list =>
            {
                if (list.Find(TrustedKey.IdOf(publicKey)) is { } known)
                {
                    throw new CliException(ExitCode.Failed, $"That key is in the list already: {known.Name} ({known.ShortId()}), {Word(known.State)}.");
                }

                RefuseTaken(list, name);
                var key = Key(publicKey, name, owner);
                return (list with { Keys = list.Keys.Add(key) }, key);
            },
            cancellationToken);

    /// <summary>The key to sign with; the first is made where there is none.</summary>
    /// <param name="which">A name or an id; <c>null</c>: the only one there is, or <see cref="DefaultName"/>.</param>
    public async Task<SigningKey> SignerAsync(string? which, string owner, CancellationToken cancellationToken)
    {
        var isNew = false;
        if (which is null && !Read().Keys.Any(IsOurs))
        {
            try
            {
                await CreateAsync(DefaultName, owner, cancellationToken);
                isNew = true;
            }
            catch (CliException) when (Read().Keys.Any(IsOurs))
            {
                // Another command was the first at the same moment.
            }
        }

        var key = Chosen(Read(), which);
        if (key.State != KeyState.Active)
        {
            throw new CliException(ExitCode.Failed, $"The key {key.Name} ({key.ShortId()}) is {Word(key.State)} and signs no more. ./triage keys list shows the active ones.");
        }

        return new(key, Private(key), isNew);
    }

    public static string Word(KeyState state) => state switch
    {
        KeyState.Active => "active",
        KeyState.Rotated => "rotated",
        KeyState.Revoked => "revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private bool IsOurs(TrustedKey key) => key.State == KeyState.Active && HasPrivateKey(key);

    private TrustedKey Chosen(TrustList list, string? which)
    {
        if (which is not null)
        {
            return Find(list, which);
        }

        TrustedKey[] ours = [.. list.Keys.Where(IsOurs)];
        return ours is [var only]
            ? only
            : Array.Find(ours, key => key.Name == DefaultName)
                ?? throw new CliException(ExitCode.Failed, $"There are several keys to sign with: {string.Join(", ", ours.Select(key => key.Name))}. Name one with --key.");
    }

    private PackageSigner Private(TrustedKey key)
    {
        var file = PrivateKeyFile(key);
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(File.ReadAllText(file));
            return TrustedKey.IdOf(read.ExportSubjectPublicKeyInfo()) == key.Id ? new(read) : throw new CryptographicException("It is another key.");
        }
        catch (Exception broken) when (broken is FileNotFoundException or ArgumentException or CryptographicException)
        {
            read.Dispose();
            throw new CliException(ExitCode.Failed, $"{file} does not hold the private key of {key.Name} ({key.ShortId()}). Sign where it is, or with another --key; if it is lost, ./triage keys rotate makes the next.");
        }
    }

    private (TrustList List, TrustedKey Made) WithNew(TrustList list, string name, string owner)
    {
        RefuseTaken(list, name);
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = Key(made.ExportSubjectPublicKeyInfo(), name, owner);
        // The private key first: a list must not name one that nobody has.
        OwnedFiles.TryCreate(PrivateKeyFile(key), made.ExportPkcs8PrivateKeyPem() + "\n");
        OwnedFiles.TryCreate(PublicKeyFile(key), made.ExportSubjectPublicKeyInfoPem() + "\n");
        return (list with { Keys = list.Keys.Add(key) }, key);
    }

    private static void RefuseTaken(TrustList list, string name)
    {
        if (list.Keys.Any(key => key.Name == name && key.State == KeyState.Active))
        {
            throw new CliException(ExitCode.Failed, $"An active key is called {name} already. Rotate it (./triage keys rotate {name}), or give the new one another --name.");
        }
    }

    private TrustedKey Key(byte[] publicKey, string name, string owner) => new()
    {
        Id = TrustedKey.IdOf(publicKey),
        Name = name,
        Owner = owner,
        PublicKey = publicKey,
        Created = time.GetUtcNow(),
        State = KeyState.Active,
    };

    private static TrustList Replaced(TrustList list, TrustedKey key) => list with { Keys = [.. list.Keys.Select(one => one.Id == key.Id ? key : one)] };

    private static TrustedKey Find(TrustList list, string which)
    {
        ImmutableArray<TrustedKey> found = [.. list.Keys.Where(key => key.Name == which && key.State == KeyState.Active)];
        if (found.IsEmpty && which.Length >= PrefixDigitsMin)
        {
            found = [.. list.Keys.Where(key => key.Id.StartsWith(which, StringComparison.OrdinalIgnoreCase))];
        }

        return found is [var one]
            ? one
            : throw new CliException(ExitCode.Failed, $"No key is '{which}': give an active key's name, or at least {PrefixDigitsMin} digits of an id. ./triage keys list shows both.");
    }

    private string PrivateKeyFile(TrustedKey key) => Path.Combine(directory, $"{key.ShortId()}.private.pem");

    // Two commands at once must not lose one another's change.
    private async Task<T> ChangeAsync<T>(Func<TrustList, (TrustList List, T Result)> change, CancellationToken cancellationToken)
    {
        OwnedDirectory.Create(directory);
        await using var held = await LockAsync(cancellationToken);
        var (list, result) = change(Read());
        OwnedFiles.Replace(TrustedKeysFile, System.Text.Encoding.UTF8.GetString(list.ToBytes()));
        return result;
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var path = $"{TrustedKeysFile}.lock";
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < LockMax)
            {
                await Task.Delay(LockEvery, time, cancellationToken);
            }
            catch (IOException held)
            {
                throw new CliException(ExitCode.Failed, $"Another command has held {path} for {LockMax.TotalSeconds:0} seconds: {held.Message} Wait for it to end, then run this one again.");
            }
        }
    }
}
