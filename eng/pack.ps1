#!/usr/bin/env pwsh
# Packs LossDsl into a folder feed: eng/pack.ps1 [FOLDER [VERSION]]; FOLDER is artifacts/packages of the repository unless given.
# Without a VERSION it is that of the last tag (v1.2.3), or of a development build.
param([string]$Folder, [string]$Version)
$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot -Parent
if (-not $Folder) { $Folder = Join-Path $root 'artifacts/packages' }
$Folder = (New-Item -ItemType Directory -Force $Folder).FullName
if ($Version) { $env:MinVerVersionOverride = $Version }

dotnet pack -c Release --nologo -v quiet -o $Folder (Join-Path $root 'eng/Packages.slnx')
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

Write-Output "Packages are in $Folder. Use them: dotnet nuget add source '$Folder' --name LossDsl"
