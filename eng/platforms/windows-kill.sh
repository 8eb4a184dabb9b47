# Kills runs of the trainer under Wine and resumes them, for test-windows.sh.

# kill_after EPOCHS RUN: starts a run of six epochs, and kills it after so many and a part of the next.
kill_after() {
    "$wine" "$artifacts/trainer/UNetTrainer.exe" train "${tiny[@]}" --epochs 6 --out "$(path "$2")" > "$work/out" 2> "$work/err" < /dev/null &
    local process=$!
    until [ "$(grep -c '^epoch' "$work/out")" -ge "$1" ] || ! kill -0 "$process" 2> /dev/null; do sleep 0.05; done
    sleep "0.$((RANDOM % 5))"
    kill -9 "$process" 2> /dev/null || true
    wait "$process" 2> /dev/null || true
}

trainer train "${tiny[@]}" --epochs 6 --out "$(path unkilled)"
for epochs in 1 2 3 4; do
    kill_after "$epochs" "killed$epochs"
    check "killed in epoch $((epochs + 1)): it has not ended" no "$([ -e "$work/killed$epochs/summary.json" ] && echo yes || echo no)"
    trainer train --resume "$(path "killed$epochs")"
    succeeds "killed in epoch $((epochs + 1)): --resume"
    check "killed in epoch $((epochs + 1)): weights of a run that was not killed" same "$(same "$work/unkilled/last.weights" "$work/killed$epochs/last.weights")"
done
