#!/usr/bin/env sh
# Packs LossDsl into a folder feed: eng/pack.sh [FOLDER [VERSION]]; FOLDER is artifacts/packages of the repository unless given.
# Without a VERSION it is that of the last tag (v1.2.3), or of a development build.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:-"$root/artifacts/packages"}
mkdir -p "$folder"
folder=$(CDPATH= cd -- "$folder" && pwd)
if [ -n "${2:-}" ]; then
    MinVerVersionOverride=$2
    export MinVerVersionOverride
fi

dotnet pack -c Release --nologo -v quiet -o "$folder" "$root/eng/Packages.slnx"
echo "Packages are in $folder. Use them: dotnet nuget add source \"$folder\" --name LossDsl"
