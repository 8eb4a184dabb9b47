#!/usr/bin/env bash
# Makes a folder that checks and times the CUDA kernels on a machine with an NVIDIA GPU and PyTorch, and without .NET.
#
#     eng/gpu/publish.sh [FOLDER]        artifacts/gpu by default
#
# The machine that builds needs the .NET SDK, Python 3 and readelf (binutils), and no GPU. Copy the folder to the machine with the GPU and run check.sh there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$(realpath -m "${1:-$root/artifacts/gpu}")
build=$(realpath -m "$root/artifacts/gpu-build")
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

rm -rf "$out"
mkdir -p "$out"

# Objects in a folder of their own: those of an ordinary build are for other packages, and stay as they are.
dotnet publish "$here/Check" -c Release -r linux-x64 --artifacts-path "$build" -p:LossDslBackend=none -o "$out"
# The native libraries of pictures, the trainer's fonts and its own starter are not used.
rm -rf "$out"/fonts "$out"/*.pdb "$out"/*.xml "$out"/UNetTrainer "$out"/UNetTrainer.*.json "$out"/libSkiaSharp.so "$out"/libHarfBuzzSharp.so

cp "$here/check.sh" "$here/run_kernels.py" "$here/reference_losses.py" "$here/check_symbols.py" "$here/README.md" "$out"
python3 "$here/check_symbols.py" --list "$out/libLibTorchSharp.so" > "$out/libtorchsharp_undefined.txt"

# Kernels and launches are written by the program itself, on the CPU's libtorch of the build.
packages=$(dotnet msbuild "$here/Check" -getProperty:NuGetPackageRoot -p:ArtifactsPath="$build" -p:RuntimeIdentifier=linux-x64)
libtorch=$(echo "$packages"libtorch-cpu-linux-x64/*/runtimes/linux-x64/native | tr ' ' '\n' | sort -V | tail -1)
LD_LIBRARY_PATH=$libtorch "$out/LossDsl.GpuCheck" export "$out/kernels"

bytes=$(du -sb "$out" | cut -f1)
echo "$out: $((bytes >> 20)) MiB in $(find "$out" -type f | wc -l) files"
if [ "$bytes" -ge $((40 << 20)) ]; then
    echo "That is more than 40 MiB." >&2
    exit 1
fi
