namespace Triage.Models.Features;

/// <summary>A model and this program do not speak of the same features; a model trained with this program does.</summary>
public sealed class FeatureSchemaException(string message) : Exception(message);
