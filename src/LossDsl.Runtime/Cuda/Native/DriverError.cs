namespace LossDsl.Cuda.Native;

/// <summary>Turns errors of the driver into exceptions.</summary>
internal static class DriverError
{
    /// <summary>Throws if the driver reports an error.</summary>
    /// <param name="driver">The driver, which knows name and text of the error.</param>
    /// <param name="error">The CUresult.</param>
    /// <param name="kernel">Name of the kernel or of the driver's function.</param>
    /// <param name="loss">Name of the loss.</param>
    /// <exception cref="CudaException">The error is not 0.</exception>
    public static void Check(Driver driver, int error, string kernel, string loss)
    {
        if (error != 0)
        {
            throw new CudaException(kernel, loss, error, driver.ErrorName(error), driver.ErrorText(error));
        }
    }
}
