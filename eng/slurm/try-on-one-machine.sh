#!/usr/bin/env bash
# Runs compare.sbatch on a Slurm of one machine that lives as long as this script: munged, slurmctld and slurmd, all in a temporary folder.
# On Debian and Ubuntu 'apt install slurm-wlm' brings them; as root, for slurmd needs it. What follows goes to 'compare', which must have --out:
#
#   dotnet build -c Release samples/UNetTrainer
#   eng/slurm/try-on-one-machine.sh --losses dice,tversky --seeds 1 --epochs 2 --out runs/slurm
set -euo pipefail

for program in munged slurmctld slurmd sbatch; do
    if ! PATH=$PATH:/usr/sbin command -v "$program" > /dev/null; then
        echo "There is no '$program': install slurm-wlm and munge." >&2
        exit 2
    fi
done
export PATH=$PATH:/usr/sbin

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
daemons=()

finish() {
    # Slurm's own programs first: they say farewell to each other through munge.
    for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do
        kill "${daemons[i]}" 2> /dev/null || true
        wait "${daemons[i]}" 2> /dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

node=$(hostname -s)
cores=$(nproc)
mkdir -p "$work/state" "$work/spool"
chmod 755 "$work"
dd if=/dev/urandom of="$work/munge.key" bs=128 count=1 status=none
chmod 600 "$work/munge.key"

cat > "$work/slurm.conf" << CONF
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 CPUs=$cores State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF
printf 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n' > "$work/cgroup.conf"
export SLURM_CONF=$work/slurm.conf

munged --foreground --force --socket="$work/munge.socket" --key-file="$work/munge.key" --pid-file="$work/munged.pid" --log-file="$work/munged.log" --seed-file="$work/munged.seed" > /dev/null 2>&1 &
daemons+=($!)
slurmctld -D -c > /dev/null 2>&1 &
daemons+=($!)
slurmd -D -N "$node" > /dev/null 2>&1 &
daemons+=($!)

for _ in $(seq 60); do
    sinfo --noheader --states=idle 2> /dev/null | grep -q idle && break
    sleep 1
done
if ! sinfo --noheader --states=idle | grep -q idle; then
    echo "Slurm did not start; its logs:" >&2
    tail -n 20 "$work"/*.log >&2
    exit 1
fi

sinfo
sbatch --wait --array=1-3 --cpus-per-task=1 --output="$work/task-%a.log" "$here/compare.sbatch" "$@" || status=$?
tail -n +1 "$work"/task-*.log

# --out is the only option that the merge needs.
arguments=("$@")
for ((i = 0; i < ${#arguments[@]}; i++)); do
    if [ "${arguments[i]}" = --out ]; then
        out=${arguments[i + 1]}
    fi
done
dotnet "${UNET_TRAINER:-samples/UNetTrainer/bin/Release/net10.0/UNetTrainer.dll}" compare --merge --out "${out:-runs/compare}"
exit "${status:-0}"
