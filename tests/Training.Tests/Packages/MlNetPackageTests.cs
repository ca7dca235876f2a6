using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Training.Tests.Packages;

/// <summary>Real model files of ML.NET, whose loader loads what assembly they name: none gets so far.</summary>
public sealed class MlNetPackageTests
{
    private static readonly Lazy<byte[]> Saved = new(Save);

    [Fact]
    public void AssembliesIn_a_file_of_the_library_itself_are_its_own()
    {
        var assemblies = MlNetModelFile.AssembliesIn(Saved.Value)!.Value; // a model file
        Assert.Contains(assemblies, name => name.StartsWith("Microsoft.ML.StandardTrainers,", StringComparison.Ordinal));
        Assert.All(assemblies, name => Assert.True(MlNetModelFile.IsAllowed(name)));
        Assert.False(MlNetModelFile.IsAllowed("Microsoft.MLEvil"));
        Assert.False(MlNetModelFile.IsAllowed("Evil, Microsoft.ML"));
    }

    [Theory]
    [InlineData(ModelFileKinds.Duplicate)]
    [InlineData(ModelFileKinds.Coding)]
    [InlineData(ModelFileKinds.History)]
    [InlineData(ModelFileKinds.Report)]
    public void Read_model_file_of_the_library_is_refused_and_says_what_to_do(string kind) =>
        Assert.Contains("train with ./triage train", Refused(Saved.Value, kind), StringComparison.Ordinal);

    [Fact]
    public void Read_file_whose_loader_is_another_assembly_names_it_and_loads_none()
    {
        const string Probe = "Triage.Probe";
        var loaded = new List<string>();
        AssemblyLoadEventHandler hear = (_, loading) => loaded.Add(loading.LoadedAssembly.GetName().Name!); // a file's has a name
        ResolveEventHandler asked = (_, wanted) =>
        {
            loaded.Add(wanted.Name);
            return null;
        };
        AppDomain.CurrentDomain.AssemblyLoad += hear;
        AppDomain.CurrentDomain.AssemblyResolve += asked;
        try
        {
            Assert.Contains($"load and run the assembly {Probe}, Version", Refused(Patched(Saved.Value, "Microsoft.ML.StandardTrainers", Probe), ModelFileKinds.Duplicate), StringComparison.Ordinal);
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyLoad -= hear;
            AppDomain.CurrentDomain.AssemblyResolve -= asked;
        }

        Assert.DoesNotContain(loaded, name => name.Contains("Probe", StringComparison.Ordinal));
    }

    [Fact]
    public void Patched_file_makes_the_library_ask_for_that_assembly()
    {
        // Or the test above would prove nothing: this is what a loader that is let near such a file does.
        var wanted = new List<string>();
        ResolveEventHandler asked = (_, missing) =>
        {
            wanted.Add(missing.Name);
            return null;
        };
        AppDomain.CurrentDomain.AssemblyResolve += asked;
        try
        {
            Assert.ThrowsAny<Exception>(() => new MLContext(1).Model.Load(new MemoryStream(Patched(Saved.Value, "Microsoft.ML.StandardTrainers", "Triage.Absent")), out _));
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= asked;
        }

        Assert.Contains(wanted, name => name.StartsWith("Triage.Absent", StringComparison.Ordinal));
    }

    private static string Refused(byte[] bytes, string kind)
    {
        var refused = Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(new MemoryPackage(SampleModels.Of("local", new SampleModels.PackedFile("m.model", kind, bytes))), TestKeys.Trusted));
        Assert.Equal("m.model", refused.File);
        return refused.Message;
    }

    /// <summary>Names another assembly in the headers, in place and no longer than before; what is left over is blank.</summary>
    private static byte[] Patched(byte[] model, string was, string becomes)
    {
        var patched = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(model)))
        using (var to = new ZipArchive(patched, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries)
            {
                using var read = new MemoryStream();
                using (var inside = part.Open())
                {
                    inside.CopyTo(read);
                }

                var bytes = read.ToArray();
                var name = Encoding.Unicode.GetBytes($"{was}, Version=1.0.0.0, Culture=neutral");
                if (bytes.AsSpan().IndexOf(name) is var at and >= 0)
                {
                    Encoding.Unicode.GetBytes($"{becomes}, Version=1.0.0.0, Culture=neutral".PadRight(name.Length / 2)).CopyTo(bytes.AsSpan(at));
                }

                using var outside = to.CreateEntry(part.FullName).Open();
                outside.Write(bytes);
            }
        }

        return patched.ToArray();
    }

    private static byte[] Save()
    {
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(n => new Row { Label = n % 2 == 0, Features = [n, n % 2] }));
        var model = ml.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(rows);
        using var saved = new MemoryStream();
        ml.Model.Save(model, rows.Schema, saved);
        return saved.ToArray();
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
