using System.Reflection;
using LossDsl.Platforms;
using Xunit.Sdk;

// Arguments: beginnings of the full names of test classes that are left out, and counted as skipped.
var tested = typeof(Report).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "TestedProject").Value!;
var assembly = Assembly.Load(tested);
var (discovery, options) = (new Discovery(), new Options());
using var framework = new XunitTestFramework(discovery);
using var discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
discoverer.Find(includeSourceInformation: false, discovery, options);
var cases = (await discovery.Cases).ToLookup(test => args.Any(left => test.TestMethod.TestClass.Class.Name.StartsWith(left, StringComparison.Ordinal)));
var report = new Report(tested, skipped: cases[true].Count());
using var executor = framework.GetExecutor(assembly.GetName());
executor.RunTests(cases[false], report, options);
return await report.Finished ? 0 : 1;
