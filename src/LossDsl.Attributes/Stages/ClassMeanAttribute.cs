namespace LossDsl;

/// <summary>A stage that averages a value of each region over the classes. A formula that reads only such stages has one value for each image.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ClassMeanAttribute : Attribute;
