using System.ComponentModel;
using System.Reflection;

namespace LossDsl.CompilerServices;

/// <summary>
/// Contract between this runtime and generated code: the members that generated code calls. A library of losses keeps the code that the generator of its time wrote, while the program
/// that uses the library chooses the runtime.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RuntimeContract
{
    /// <summary>Version of the contract. Grows with a change that older generated code does not survive.</summary>
    public static int Version => 1;

    /// <summary>Refuses code of another version with one exception, before the code meets a member that has changed.</summary>
    /// <param name="generated">Version that the code was generated for.</param>
    /// <param name="code">Delegate of the generated code, which names the assembly; returned as it is.</param>
    /// <exception cref="InvalidOperationException">The versions differ.</exception>
    internal static T Require<T>(int generated, T code)
        where T : Delegate
    {
        if (generated != Version)
        {
            var (library, runtime) = (code.Method.Module.Assembly.GetName().Name, typeof(RuntimeContract).Assembly);
            var version = runtime.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            throw new InvalidOperationException(
                $"The losses of {library} were compiled for version {generated} of the contract between generated code and LossDsl.Runtime; LossDsl.Runtime {version} has version {Version}. "
                + $"Rebuild {library} with LossDsl.Runtime {version}, or use the LossDsl.Runtime that it was built with.");
        }

        return code;
    }
}
