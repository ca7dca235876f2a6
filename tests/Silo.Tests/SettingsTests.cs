using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Triage.Models.History;
using Triage.Silo.Access;
using Triage.Silo.Data;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Wiring;
using Triage.Storage.Sqlite;

namespace Triage.Silo.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Validate_any_address_with_the_local_issuer_is_refused_with_the_harm()
    {
        var edge = new EdgeOptions { ListenAnyIP = true, GrpcPort = 7, HttpPort = 7 };
        var result = new EdgeOptionsValidator(Options.Create(new AccessOptions())).Validate(null, edge);
        Assert.Equal(2, result.Failures?.Count());
        Assert.Contains("act as anybody", result.FailureMessage, StringComparison.Ordinal);
        edge.HttpPort = 8;
        Assert.True(new EdgeOptionsValidator(Options.Create(new AccessOptions { Authority = "https://id.example" })).Validate(null, edge).Succeeded);
    }

    [Fact]
    public void Hold_directory_in_use_is_refused_with_exit_code_3()
    {
        var directory = Directory.CreateTempSubdirectory("triage-lock-").FullName;
        using (DataDirectory.Hold(directory))
        {
            var refused = Assert.Throws<StartRefusedException>(() => DataDirectory.Hold(directory));
            Assert.Equal(3, StartFailure.Report(refused, TextWriter.Null));
        }

        DataDirectory.Hold(directory).Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Hold_directory_that_others_may_read_leaves_new_files_to_their_owner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        const UnixFileMode shared = (UnixFileMode)0b111_101_101;
        var directory = Directory.CreateTempSubdirectory("triage-shared-").FullName;
        File.SetUnixFileMode(directory, shared);
        using (DataDirectory.Hold(directory))
        {
            using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationManager())
                .AddSqliteStore(directory, "hospital").BuildServiceProvider();
            services.GetRequiredService<IInvoiceLog>();
            var files = Directory.GetFiles(directory);
            Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
            Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
            Assert.Equal(shared, File.GetUnixFileMode(directory));
        }

        Directory.Delete(directory, recursive: true);
    }
}
