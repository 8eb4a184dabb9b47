using BitMiracle.LibTiff.Classic;

namespace UNetTrainer.Imaging;

/// <summary>Drops the messages of the TIFF library. Its own handler would write to standard error, which is for the one line of this program.</summary>
internal sealed class SilentTiffErrors : TiffErrorHandler
{
    /// <inheritdoc/>
    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    /// <inheritdoc/>
    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }

    /// <inheritdoc/>
    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    /// <inheritdoc/>
    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }
}
